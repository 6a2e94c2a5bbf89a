-- Purpose: the grid in force each block of a plan lies in.
-- Parameters: plan (id), today (local day).
-- Columns: id, grid (area id, null outside every grid).
-- Index used: planblock_once, boundary_one_in_force, geodata_block_place_id.
SELECT a.block_id AS id, h.area_id AS grid
FROM geodata_planblock a
LEFT JOIN geodata_homes_of_blocks(%(plan)s, %(today)s::date) h ON h.block_id = a.block_id
WHERE a.plan_id = %(plan)s
ORDER BY a.block_id
