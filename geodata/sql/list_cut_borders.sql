-- Purpose: which blocks of one community in a plan touch where at least one of them was cut, and how.
-- Parameters: plan, community (ids).
-- Columns: one, other (block ids), length_m (metres in MEASURE), kind.
-- Index used: planblock_once, blockborder_once.
SELECT e.one_id AS one, e.other_id AS other, e.length_m, e.kind
FROM geodata_boundaryplan p
JOIN geodata_blockborder e ON e.version_id = p.version_id
JOIN geodata_block b ON b.id = e.one_id AND b.community_id = %(community)s
JOIN geodata_block c ON c.id = e.other_id AND c.community_id = b.community_id
WHERE p.id = %(plan)s AND (b.cut_id IS NOT NULL OR c.cut_id IS NOT NULL)
    AND EXISTS (SELECT FROM geodata_planblock a WHERE a.plan_id = p.id AND a.block_id = b.id)
    AND EXISTS (SELECT FROM geodata_planblock a WHERE a.plan_id = p.id AND a.block_id = c.id)
ORDER BY e.one_id, e.other_id
