-- Purpose: count the days whose events changed since they were counted.
-- Parameters: none.
-- Columns: days (how many; 0 where another process is at it).
-- Index used: event_reported_at, geodata_repeat_pkey.
SELECT geodata_fold_heat() AS days
