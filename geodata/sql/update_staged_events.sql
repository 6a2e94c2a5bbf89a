-- Purpose: bring stored events up to what their file says now: place, category, and closing where it was open.
-- Parameters: srid (MEASURE), run (bigint).
-- Columns: geodata_event geom (point, MEASURE), category_id, closed_at, step, status_known, area_id, run_id.
-- Index used: geodata_event_external_key (unique).
UPDATE geodata_event e
SET geom = n.geom,
    category_id = n.category_id,
    closed_at = n.closed_at,
    step = CASE WHEN n.closed_at IS NULL THEN e.step ELSE 'evaluated' END,
    status_known = n.status_known,
    area_id = CASE WHEN ST_Equals(e.geom, n.geom) THEN e.area_id END,
    run_id = %(run)s
FROM (
    SELECT o.id, s.category_id,
        ST_SetSRID(ST_MakePoint(s.x, s.y), %(srid)s) AS geom,
        COALESCE(o.closed_at, s.closed_at) AS closed_at,
        o.status_known OR s.status_known AS status_known
    FROM event_stage s
    JOIN geodata_event o ON o.external_key = s.external_key
) n
WHERE n.id = e.id
    AND (NOT ST_Equals(e.geom, n.geom) OR e.category_id <> n.category_id
        OR e.closed_at IS DISTINCT FROM n.closed_at OR e.status_known <> n.status_known);
