-- Purpose: the sets of borders in force on a day whose simplified forms are there.
-- Parameters: today (local date).
-- Columns: level, name.
-- Index used: generalised_once, boundary_one_in_force.
SELECT s.level, s.name FROM geodata_border_sets(%(today)s::date) s
WHERE EXISTS (SELECT FROM geodata_generalised g WHERE g.coverage = s.name)
