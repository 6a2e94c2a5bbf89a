-- Purpose: known events keep what is fixed or further on: due time, closing, a status once known, the step staff brought them to.
-- Parameters: none.
-- Columns: import_stage due_at, closed_at, status_known, step.
-- Index used: geodata_event_external_key (unique).
UPDATE import_stage s
SET due_at = e.due_at,
    closed_at = COALESCE(e.closed_at, s.closed_at),
    status_known = e.status_known OR s.status_known,
    step = CASE WHEN COALESCE(e.closed_at, s.closed_at) IS NULL THEN e.step ELSE 'evaluated' END
FROM geodata_event e
WHERE e.external_key = s.external_key;
