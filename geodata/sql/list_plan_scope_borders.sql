-- Purpose: which blocks of some communities touch in a plan, each pair inside one community, for suggestions.
-- Parameters: plan (id), communities (area ids).
-- Columns: one, other (block ids), length_m (metres in MEASURE), kind.
-- Index used: planblock_once, blockborder_once.
SELECT e.one_id AS one, e.other_id AS other, e.length_m, e.kind
FROM geodata_planblock a
JOIN geodata_blockborder e ON e.one_id = a.block_id
JOIN geodata_planblock b ON b.plan_id = a.plan_id AND b.block_id = e.other_id AND b.community_id = a.community_id
WHERE a.plan_id = %(plan)s AND a.community_id = ANY(%(communities)s::bigint[])
ORDER BY e.one_id, e.other_id
