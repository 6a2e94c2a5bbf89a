-- Purpose: refresh the planner's statistics of the project's tables.
-- Parameters: none.
-- Columns: none that matter.
-- Index used: none.
SELECT geodata_analyze();
