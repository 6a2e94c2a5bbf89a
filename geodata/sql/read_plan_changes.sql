-- Purpose: the boxes of the grids whose border a plan changed: those it made, and those that ended the day it began.
-- Parameters: plan (id), day (local day).
-- Columns: boxes (hex EWKB of a collection of polygons, MEASURE, NULL = none).
-- Index used: geodata_boundaryversion_plan_id, boundary_one_in_force.
WITH ended AS (
    SELECT v.area_id, v.geom FROM geodata_boundaryversion v
    JOIN geodata_area g ON g.id = v.area_id AND g.level = 'grid'
    WHERE v.status = 'published' AND upper(v.valid) = %(day)s::date
),
begun AS (SELECT v.area_id, v.geom FROM geodata_boundaryversion v WHERE v.plan_id = %(plan)s)
SELECT ST_Collect(ST_Envelope(c.geom))::text AS boxes
FROM (
    SELECT unnest(ARRAY[e.geom, b.geom]) AS geom
    FROM ended e FULL JOIN begun b ON b.area_id = e.area_id
    WHERE ST_Equals(e.geom, b.geom) IS NOT TRUE
) c
WHERE c.geom IS NOT NULL
