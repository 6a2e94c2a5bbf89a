-- Purpose: the data version of a ground layer, and whether its simple forms show it.
-- Parameters: layer (landcover, water or roads).
-- Columns: version (0 where nothing was ever written), simple (boolean).
-- Index used: geodata_dataversion_pkey, geodata_simplegroundstate_pkey.
SELECT COALESCE((SELECT version FROM geodata_dataversion WHERE kind = %(layer)s), 0) AS version,
    geodata_ground_is_simple(%(layer)s) AS simple
