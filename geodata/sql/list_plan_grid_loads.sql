-- Purpose: the grids of a plan with what a worker there has to do.
-- Parameters: plan (id).
-- Columns: key, community (area id), community_code, subdistrict (area id), code, households, events (of a year).
-- Index used: planblock_grid, geodata_block_pkey.
SELECT a.key, c.id AS community, c.code AS community_code, c.parent_id AS subdistrict, COALESCE(o.code, p.code) AS code,
    sum(b.households)::bigint AS households, COALESCE(sum(f.events), 0)::bigint AS events
FROM geodata_planblock a
JOIN geodata_block b ON b.id = a.block_id
JOIN geodata_plangrid p ON p.plan_id = a.plan_id AND p.key = a.key
JOIN geodata_area c ON c.id = a.community_id
LEFT JOIN geodata_area o ON o.id = p.area_id
LEFT JOIN geodata_blockfigures f ON f.block_id = a.block_id
WHERE a.plan_id = %(plan)s
GROUP BY a.key, c.id, p.code, o.code
ORDER BY c.code, a.key
