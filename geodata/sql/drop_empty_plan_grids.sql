-- Purpose: a grid of a plan without blocks is none.
-- Parameters: plan (id).
-- Columns: none (deletes from geodata_plangrid).
-- Index used: planblock_grid.
DELETE FROM geodata_plangrid g
WHERE g.plan_id = %(plan)s
    AND NOT EXISTS (SELECT FROM geodata_planblock a WHERE a.plan_id = g.plan_id AND a.key = g.key)
