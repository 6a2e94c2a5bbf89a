-- Purpose: the blocks of some communities in a plan with the grid each belongs to, for suggestions.
-- Parameters: plan (id), communities (area ids).
-- Columns: id, community (area id), households, area_m2, perimeter_m (m², m in MEASURE), x, y (a point inside, metres of MEASURE), key.
-- Index used: planblock_once, geodata_block_community_id.
SELECT b.id, b.community_id AS community, b.households, ST_Area(b.geom) AS area_m2, ST_Perimeter(b.geom) AS perimeter_m,
    ST_X(b.place) AS x, ST_Y(b.place) AS y, a.key
FROM geodata_boundaryplan p
JOIN geodata_block b ON b.version_id = p.version_id AND b.community_id = ANY(%(communities)s::bigint[])
JOIN geodata_planblock a ON a.plan_id = p.id AND a.block_id = b.id
WHERE p.id = %(plan)s
ORDER BY b.id
