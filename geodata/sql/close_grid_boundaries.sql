-- Purpose: the grids in force on a day, but for those of a plan, hold until the day before.
-- Parameters: plan (id), day (local day).
-- Columns: none (updates geodata_boundaryversion valid).
-- Index used: boundary_one_in_force.
UPDATE geodata_boundaryversion v SET valid = daterange(lower(v.valid), %(day)s::date)
FROM geodata_area g
WHERE g.id = v.area_id AND g.level = 'grid' AND v.status = 'published' AND v.plan_id IS DISTINCT FROM %(plan)s
    AND v.valid && daterange(%(day)s::date, NULL) AND lower(v.valid) < %(day)s::date
