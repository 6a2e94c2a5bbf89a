-- Purpose: the sets of borders in force on a day and whether their simplified forms are there.
-- Parameters: day (local date).
-- Columns: level, name, made (boolean).
-- Index used: generalised_once.
SELECT s.level, s.name, EXISTS (SELECT FROM geodata_generalised g WHERE g.coverage = s.name) AS made
FROM geodata_border_sets(%(day)s::date) s
