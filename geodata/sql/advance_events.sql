-- Purpose: bring open events to the step that their log has reached.
-- Parameters: ids (bigint[]), steps (text[]), closed (timestamptz[], NULL while open), departments (bigint[], NULL before dispatch).
-- Columns: none.
-- Index used: geodata_event_pkey.
UPDATE geodata_event e
SET step = n.step, closed_at = n.closed_at, department_id = COALESCE(n.department_id, e.department_id)
FROM unnest(%(ids)s::bigint[], %(steps)s::text[], %(closed)s::timestamptz[], %(departments)s::bigint[])
    AS n (id, step, closed_at, department_id)
WHERE e.id = n.id;
