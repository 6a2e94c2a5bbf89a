-- Purpose: the area with a code and everything below it, whether in force or not.
-- Parameters: code (text).
-- Columns: id (bigint).
-- Index used: area_level_code, geodata_area_parent_id.
WITH RECURSIVE below AS (
    SELECT a.id FROM geodata_area a WHERE a.code = %(code)s
    UNION
    SELECT a.id FROM geodata_area a JOIN below b ON a.parent_id = b.id
)
SELECT id FROM below ORDER BY id
