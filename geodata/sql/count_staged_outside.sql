-- Purpose: how many of the staged rows lie in no area now that they are stored.
-- Parameters: target (table).
-- Columns: outside.
-- Index used: the unique index on external_key of the target.
SELECT geodata_count_outside(%(target)s) AS outside;
