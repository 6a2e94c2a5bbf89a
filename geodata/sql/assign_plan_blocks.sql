-- Purpose: blocks of a plan change grid.
-- Parameters: plan (id), blocks (ids), keys (grid of each, same order).
-- Columns: none (updates geodata_planblock).
-- Index used: planblock_once.
UPDATE geodata_planblock a SET key = told.key
FROM unnest(%(blocks)s::bigint[], %(keys)s::integer[]) AS told (block, key)
WHERE a.plan_id = %(plan)s AND a.block_id = told.block
