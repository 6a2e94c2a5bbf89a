-- Purpose: who lives and works where in a block, for dividing its figures.
-- Parameters: block (id).
-- Columns: x, y (metres of MEASURE), households, persons, workplaces.
-- Index used: geodata_building_geom_id, geodata_business_geom_id.
SELECT ST_X(ST_PointOnSurface(u.geom)) AS x, ST_Y(ST_PointOnSurface(u.geom)) AS y, u.households, u.persons, 0 AS workplaces
FROM geodata_block b
JOIN geodata_building u ON u.geom && b.geom AND ST_Covers(b.geom, ST_PointOnSurface(u.geom))
WHERE b.id = %(block)s AND (u.households > 0 OR u.persons > 0)
UNION ALL
SELECT ST_X(w.geom), ST_Y(w.geom), 0, 0, 1
FROM geodata_block b JOIN geodata_business w ON w.geom && b.geom AND ST_Covers(b.geom, w.geom)
WHERE b.id = %(block)s
