-- Purpose: give the service points of a run, or those where a run brought boundaries, the finest area in force at their place.
-- Parameters: srid (MEASURE), run (bigint), today (local day).
-- Columns: geodata_servicepoint area_id; geometry in MEASURE.
-- Index used: geodata_servicepoint_geom_id (GiST), geodata_servicepoint_run_id, geodata_boundaryversion_run_id.
UPDATE geodata_servicepoint p
SET area_id = found.area_id
FROM (
    SELECT DISTINCT ON (c.id) c.id, v.area_id
    FROM geodata_boundaryversion v
    JOIN geodata_area a ON a.id = v.area_id
    JOIN geodata_servicepoint c ON ST_Covers(v.geom, c.geom)
    WHERE v.status = 'published'
        AND v.valid @> %(today)s::date
        AND (c.run_id = %(run)s OR c.geom && (
            SELECT ST_SetSRID(ST_Extent(b.geom)::geometry, %(srid)s)
            FROM geodata_boundaryversion b
            WHERE b.run_id = %(run)s AND b.status = 'published'))
    ORDER BY c.id, length(a.code) DESC, a.code
) found
WHERE found.id = p.id AND p.area_id IS DISTINCT FROM found.area_id;
