-- Purpose: the blocks of a plan that nothing has been counted on yet.
-- Parameters: plan (id), community (area id, or NULL for all).
-- Columns: id.
-- Index used: planblock_of_community, geodata_blockfigures_pkey.
SELECT a.block_id AS id
FROM geodata_planblock a
WHERE a.plan_id = %(plan)s AND (%(community)s::bigint IS NULL OR a.community_id = %(community)s::bigint)
    AND NOT EXISTS (SELECT FROM geodata_blockfigures f WHERE f.block_id = a.block_id)
ORDER BY a.block_id
