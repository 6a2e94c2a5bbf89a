-- Purpose: the grid of each block of one community in a plan.
-- Parameters: plan, community (ids).
-- Columns: id (of the block), key.
-- Index used: planblock_of_community.
SELECT a.block_id AS id, a.key FROM geodata_planblock a
WHERE a.plan_id = %(plan)s AND a.community_id = %(community)s
ORDER BY a.block_id
