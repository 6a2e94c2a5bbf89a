-- Purpose: an area with its ancestors, its children, the ids of everything below it and the other districts.
-- Parameters: code (text; empty for the first district in force), today (local date).
-- Columns: relation (self, above, child, below, other), id, level, code, name, name_en.
-- Index used: area_level_code, geodata_area_parent_id.
WITH RECURSIVE in_force AS (
    SELECT DISTINCT b.area_id FROM geodata_boundaryversion b
    WHERE b.status = 'published' AND b.valid @> %(today)s::date
), self AS (
    SELECT a.* FROM geodata_area a
    WHERE a.id IN (SELECT area_id FROM in_force)
      AND (a.code = %(code)s OR (%(code)s = '' AND a.level = 'district'))
    ORDER BY a.code LIMIT 1
), above AS (
    SELECT a.* FROM geodata_area a JOIN self s ON a.id = s.parent_id
    UNION ALL SELECT a.* FROM geodata_area a JOIN above u ON a.id = u.parent_id
), below AS (
    SELECT a.*, 1 AS depth FROM geodata_area a JOIN self s ON a.parent_id = s.id
    UNION ALL SELECT a.*, u.depth + 1 FROM geodata_area a JOIN below u ON a.parent_id = u.id
)
SELECT 'self' AS relation, id, level, code, name, name_en FROM self
UNION ALL SELECT 'above', id, level, code, name, name_en FROM above
UNION ALL SELECT CASE WHEN depth = 1 AND id IN (SELECT area_id FROM in_force) THEN 'child' ELSE 'below' END,
    id, level, code, name, name_en FROM below
UNION ALL SELECT 'other', id, level, code, name, name_en FROM geodata_area
WHERE level = 'district' AND id IN (SELECT area_id FROM in_force) AND id NOT IN (SELECT id FROM self)
    AND id NOT IN (SELECT id FROM above)
ORDER BY relation, code
