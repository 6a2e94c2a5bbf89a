-- Purpose: refresh the planner's statistics after a plan was made, whose blocks would count as a handful until the next ones.
-- Parameters: none.
-- Columns: none that matter.
-- Index used: none.
SELECT geodata_analyze(ARRAY['geodata_plangrid', 'geodata_planblock']);
