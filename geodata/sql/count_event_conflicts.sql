-- Purpose: staged events that are stored with another reporting time, which is fixed at creation.
-- Parameters: none.
-- Columns: conflicts (bigint).
-- Index used: geodata_event_external_key (unique).
SELECT count(*) AS conflicts
FROM import_stage s
JOIN geodata_event e ON e.external_key = s.external_key
WHERE e.reported_at <> s.reported_at;
