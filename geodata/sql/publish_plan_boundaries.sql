-- Purpose: every grid of a plan gets its border, in force from a day; the trigger boundary_by_plan puts it together from the plan's blocks.
-- Parameters: plan (id), day (local day).
-- Columns: none (writes geodata_boundaryversion, geometry in MEASURE).
-- Index used: planblock_grid, plangrid_key_once.
INSERT INTO geodata_boundaryversion (uuid, area_id, valid, status, plan_id)
SELECT gen_random_uuid(), p.area_id, daterange(%(day)s::date, NULL), 'published', p.plan_id
FROM geodata_plangrid p
WHERE p.plan_id = %(plan)s
