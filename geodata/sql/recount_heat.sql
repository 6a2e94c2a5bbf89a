-- Purpose: count the events of every cell, category, priority and source anew.
-- Parameters: none.
-- Columns: none that mean anything.
-- Index used: none (reads everything).
SELECT geodata_recount_heat()
