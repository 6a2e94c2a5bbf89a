-- Purpose: how complete the rows of each kind are, by the department whose files brought them.
-- Parameters: wanted (jsonb [{kind, target, columns: [{name, blank}]}]).
-- Columns: kind, department_id (NULL = not told), total, complete (rows), missing (jsonb column → rows).
-- Index used: indexes on run_id and primary keys of the kinds' tables.
SELECT w.kind, c.department_id, c.total, c.complete, c.missing
FROM jsonb_to_recordset(%(wanted)s::jsonb) AS w (kind text, target text, columns jsonb)
CROSS JOIN LATERAL geodata_count_complete(w.target, w.kind, w.columns) AS c;
