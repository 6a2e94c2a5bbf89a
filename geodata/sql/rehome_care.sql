-- Purpose: people in care belong to the area their building lies in.
-- Parameters: none.
-- Columns: none (updates geodata_caresubject area_id).
-- Index used: geodata_building_pkey.
UPDATE geodata_caresubject s SET area_id = b.area_id
FROM geodata_building b
WHERE b.id = s.building_id AND b.area_id IS NOT NULL AND s.area_id <> b.area_id
