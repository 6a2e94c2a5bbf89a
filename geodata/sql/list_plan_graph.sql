-- Purpose: which blocks of a plan touch inside the same grid.
-- Parameters: plan (id).
-- Columns: one, other (block ids).
-- Index used: blockborder_once, planblock_once.
SELECT e.one_id AS one, e.other_id AS other
FROM geodata_boundaryplan p
JOIN geodata_blockborder e ON e.version_id = p.version_id
JOIN geodata_planblock a ON a.plan_id = p.id AND a.block_id = e.one_id
JOIN geodata_planblock b ON b.plan_id = p.id AND b.block_id = e.other_id AND b.key = a.key
WHERE p.id = %(plan)s
