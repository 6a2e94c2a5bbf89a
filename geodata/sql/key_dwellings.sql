-- Purpose: the key of every door of some buildings, taken from building and door, as files about doors know them.
-- Parameters: ids (bigint[], buildings).
-- Columns: geodata_dwelling external_key.
-- Index used: geodata_dwelling_building_id, geodata_dwelling_pkey.
UPDATE geodata_dwelling SET external_key = 'id:' || building_id || ':' || door
WHERE building_id = ANY(%(ids)s) AND external_key IS DISTINCT FROM 'id:' || building_id || ':' || door;
