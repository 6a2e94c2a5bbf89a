-- Purpose: what the cut blocks of one community in a plan were cut from, step by step.
-- Parameters: plan, community (ids).
-- Columns: id, ancestor (block ids).
-- Index used: planblock_of_community, geodata_block_pkey.
WITH RECURSIVE line AS (
    SELECT b.id, b.parent_id AS ancestor
    FROM geodata_planblock a JOIN geodata_block b ON b.id = a.block_id
    WHERE a.plan_id = %(plan)s AND a.community_id = %(community)s AND b.cut_id IS NOT NULL
    UNION ALL
    SELECT l.id, b.parent_id FROM line l JOIN geodata_block b ON b.id = l.ancestor WHERE b.parent_id IS NOT NULL
)
SELECT id, ancestor FROM line ORDER BY id, ancestor
