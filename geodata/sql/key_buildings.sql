-- Purpose: a key for buildings that have none, taken from their uuid.
-- Parameters: ids (bigint[]).
-- Columns: geodata_building external_key.
-- Index used: geodata_building_pkey.
UPDATE geodata_building SET external_key = 'uuid:' || uuid WHERE id = ANY(%(ids)s) AND external_key IS NULL;
