-- Purpose: the blocks of one community that its version was sealed with, or those that planners cut of them since.
-- Parameters: version, community (ids), cut (boolean).
-- Columns: id, number, households, persons, workplaces, area_m2, perimeter_m (m², m in MEASURE), x, y (a point inside, metres of MEASURE), hull (WKB, metres of MEASURE).
-- Index used: geodata_block_community_id.
SELECT b.id, b.number, b.households, b.persons, b.workplaces, ST_Area(b.geom) AS area_m2, ST_Perimeter(b.geom) AS perimeter_m,
    ST_X(b.place) AS x, ST_Y(b.place) AS y, ST_AsBinary(ST_ConvexHull(b.geom)) AS hull
FROM geodata_block b
WHERE b.version_id = %(version)s AND b.community_id = %(community)s AND (b.cut_id IS NOT NULL) = %(cut)s
ORDER BY b.id
