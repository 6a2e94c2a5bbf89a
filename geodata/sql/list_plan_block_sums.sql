-- Purpose: what was counted on the blocks of one community of a plan, and the hull of each.
-- Parameters: plan, community (ids).
-- Columns: id, events, workload, subjects, served (null where no walks are known), homes, shops, grid_type, hull (WKB, metres of MEASURE).
-- Index used: planblock_once, geodata_blockfigures_pkey.
SELECT b.id, COALESCE(f.events, 0) AS events, COALESCE(f.workload, 0) AS workload, COALESCE(f.subjects, 0) AS subjects, f.served,
    COALESCE(f.homes, 0) AS homes, COALESCE(f.shops, 0) AS shops, COALESCE(f.grid_type, 'urban_general') AS grid_type,
    ST_AsBinary(ST_ConvexHull(b.geom)) AS hull
FROM geodata_planblock a
JOIN geodata_block b ON b.id = a.block_id
LEFT JOIN geodata_blockfigures f ON f.block_id = a.block_id
WHERE a.plan_id = %(plan)s AND a.community_id = %(community)s
ORDER BY b.id
