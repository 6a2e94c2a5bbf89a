-- Purpose: the blocks of one community in a plan with the grid each belongs to.
-- Parameters: plan, community (ids).
-- Columns: id, number, households, persons, workplaces, area_m2, perimeter_m (m², m in MEASURE), x, y (a point inside, metres of MEASURE), key, cut (whether a planner cut it).
-- Index used: planblock_once, geodata_block_community_id.
SELECT b.id, b.number, b.households, b.persons, b.workplaces, ST_Area(b.geom) AS area_m2, ST_Perimeter(b.geom) AS perimeter_m,
    ST_X(b.place) AS x, ST_Y(b.place) AS y, a.key, b.cut_id IS NOT NULL AS cut
FROM geodata_boundaryplan p
JOIN geodata_block b ON b.version_id = p.version_id AND b.community_id = %(community)s
JOIN geodata_planblock a ON a.plan_id = p.id AND a.block_id = b.id
WHERE p.id = %(plan)s
ORDER BY b.id
