-- Purpose: take rows away on behalf of an import, noted so that undoing it brings them back.
-- Parameters: target (table), ids (bigint[]), columns (text[], enough to write the row again), run (bigint).
-- Columns: none that matter.
-- Index used: primary key of the target.
SELECT geodata_remove_rows(%(target)s, %(ids)s, %(columns)s, %(run)s);
