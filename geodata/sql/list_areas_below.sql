-- Purpose: ids of a person's own areas and of every area below them.
-- Parameters: staff_id (bigint).
-- Columns: id (bigint).
-- Index used: geodata_area_parent_id, staff_area_once.
WITH RECURSIVE reach AS (
    SELECT sa.area_id AS id FROM geodata_staffarea sa WHERE sa.staff_id = %(staff_id)s
    UNION
    SELECT a.id FROM geodata_area a JOIN reach r ON a.parent_id = r.id
)
SELECT id FROM reach ORDER BY id;
