-- Purpose: what was counted on the blocks of one community of a plan.
-- Parameters: plan, community (ids).
-- Columns: id, events, workload, subjects, served (null where no walks are known), homes, shops, grid_type.
-- Index used: planblock_of_community, geodata_blockfigures_pkey.
SELECT a.block_id AS id, COALESCE(f.events, 0) AS events, COALESCE(f.workload, 0) AS workload, COALESCE(f.subjects, 0) AS subjects,
    f.served, COALESCE(f.homes, 0) AS homes, COALESCE(f.shops, 0) AS shops, COALESCE(f.grid_type, 'urban_general') AS grid_type
FROM geodata_planblock a
LEFT JOIN geodata_blockfigures f ON f.block_id = a.block_id
WHERE a.plan_id = %(plan)s AND a.community_id = %(community)s
ORDER BY a.block_id
