-- Purpose: refresh the planner's statistics after borders came or went.
-- Parameters: none.
-- Columns: none that matter.
-- Index used: none.
SELECT geodata_analyze(ARRAY['geodata_area', 'geodata_boundaryversion']);
