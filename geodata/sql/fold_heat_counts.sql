-- Purpose: fold the counts of heat: one row for each number, months before a day as one.
-- Parameters: months_before (local date).
-- Columns: saved (rows).
-- Index used: heatcount_day_cell.
SELECT geodata_fold_heat(%(months_before)s::date) AS saved
