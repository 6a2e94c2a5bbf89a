-- Purpose: store the staged events that are not there yet, in the order of their file.
-- Parameters: srid (MEASURE), run (bigint), priority, source (words of rules.event_flow).
-- Columns: geodata_event, geom a point in MEASURE, times with zone.
-- Index used: geodata_event_external_key (unique).
INSERT INTO geodata_event (uuid, category_id, priority, source, step, reported_at, due_at, closed_at, status_known,
    external_key, geom, run_id)
SELECT gen_random_uuid(), s.category_id, %(priority)s, %(source)s,
    CASE WHEN s.closed_at IS NULL THEN 'reported' ELSE 'evaluated' END,
    s.reported_at, s.due_at, s.closed_at, s.status_known, s.external_key,
    ST_SetSRID(ST_MakePoint(s.x, s.y), %(srid)s), %(run)s
FROM event_stage s
WHERE NOT EXISTS (SELECT FROM geodata_event e WHERE e.external_key = s.external_key)
ORDER BY s.position;
