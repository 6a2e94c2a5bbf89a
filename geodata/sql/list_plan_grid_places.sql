-- Purpose: a place for each grid of a plan to number it by, and every code its community ever had.
-- Parameters: plan (id).
-- Columns: key, community (code), name (of the community), x, y (mean of the blocks' inner points, metres of MEASURE), used (array of codes).
-- Index used: planblock_grid.
SELECT a.key, c.code AS community, c.name, avg(ST_X(b.place)) AS x, avg(ST_Y(b.place)) AS y,
    ARRAY(SELECT g.code FROM geodata_area g WHERE g.parent_id = c.id AND g.level = 'grid' ORDER BY g.code) AS used
FROM geodata_planblock a
JOIN geodata_block b ON b.id = a.block_id
JOIN geodata_area c ON c.id = a.community_id
WHERE a.plan_id = %(plan)s
GROUP BY a.key, c.id
ORDER BY c.code, a.key
