-- Purpose: take back what a run did to one table.
-- Parameters: target (table), run (bigint).
-- Columns: removed, restored, edited, in_use (rows).
-- Index used: geodata_importchange_run_id.
SELECT removed, restored, edited, in_use FROM geodata_undo_changes(%(target)s, %(run)s);
