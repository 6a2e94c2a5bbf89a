-- Purpose: one tile of several MVT layers.
-- Parameters: those of each layer.
-- Columns: tile (bytea).
-- Index used: the sources'.
SELECT /*parts*/
