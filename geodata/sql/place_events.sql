-- Purpose: give the events of a run, and those in a box where boundaries came or went, the finest area of their place and day; before any boundary was in force the earliest one holds.
-- Parameters: run (bigint, NULL = none), zone (name of the local time zone), box (hex EWKB in MEASURE, NULL = none).
-- Columns: geodata_event area_id; geometry in MEASURE.
-- Index used: geodata_event_geom_id (GiST), geodata_event_run_id.
WITH candidates AS MATERIALIZED (
    SELECT id, geom, (reported_at AT TIME ZONE %(zone)s)::date AS day, area_id FROM geodata_event
    WHERE run_id = %(run)s
    UNION ALL
    SELECT id, geom, (reported_at AT TIME ZONE %(zone)s)::date AS day, area_id FROM geodata_event
    WHERE geom && %(box)s::geometry AND (run_id = %(run)s) IS NOT TRUE
), found AS (
    SELECT DISTINCT ON (c.id) c.id, v.area_id
    FROM geodata_boundaryversion v
    JOIN geodata_area a ON a.id = v.area_id
    JOIN candidates c ON ST_Covers(v.geom, c.geom)
    WHERE v.status = 'published' AND (v.valid @> c.day OR lower(v.valid) > c.day)
    ORDER BY c.id, v.valid @> c.day DESC, length(a.code) DESC, lower(v.valid), a.code
)
UPDATE geodata_event e
SET area_id = f.area_id
FROM candidates c LEFT JOIN found f ON f.id = c.id
WHERE e.id = c.id AND c.area_id IS DISTINCT FROM f.area_id;
