-- Purpose: the blocks of a plan with their grids, for files.
-- Parameters: plan (id).
-- Columns: number, community (code), key, households, persons, workplaces, outline (WKB polygon, metres of MEASURE).
-- Index used: planblock_once, geodata_block_pkey.
SELECT b.number, c.code AS community, a.key, b.households, b.persons, b.workplaces, ST_AsBinary(b.geom) AS outline
FROM geodata_planblock a
JOIN geodata_block b ON b.id = a.block_id
JOIN geodata_area c ON c.id = a.community_id
WHERE a.plan_id = %(plan)s
ORDER BY b.number
