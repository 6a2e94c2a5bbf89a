-- Purpose: give the events of a run, or those where a run brought boundaries, the finest area of their place and day; before any boundary was in force the earliest one holds.
-- Parameters: srid (MEASURE), run (bigint), zone (name of the local time zone).
-- Columns: geodata_event area_id; geometry in MEASURE.
-- Index used: geodata_event_geom_id (GiST), geodata_event_run_id, geodata_boundaryversion_run_id.
UPDATE geodata_event e
SET area_id = found.area_id
FROM (
    SELECT DISTINCT ON (c.id) c.id, v.area_id
    FROM geodata_boundaryversion v
    JOIN geodata_area a ON a.id = v.area_id
    JOIN geodata_event c ON ST_Covers(v.geom, c.geom)
    CROSS JOIN LATERAL (SELECT (c.reported_at AT TIME ZONE %(zone)s)::date AS day) d
    WHERE v.status = 'published'
        AND (v.valid @> d.day OR lower(v.valid) > d.day)
        AND (c.run_id = %(run)s OR c.geom && (
            SELECT ST_SetSRID(ST_Extent(b.geom)::geometry, %(srid)s)
            FROM geodata_boundaryversion b
            WHERE b.run_id = %(run)s AND b.status = 'published'))
    ORDER BY c.id, v.valid @> d.day DESC, length(a.code) DESC, lower(v.valid), a.code
) found
WHERE found.id = e.id AND e.area_id IS DISTINCT FROM found.area_id;
