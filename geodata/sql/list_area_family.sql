-- Purpose: an area with its ancestors, its children, the ids of everything below it and the other outermost areas.
-- Parameters: code (text; empty for the only outermost district, else for all outermost areas), today (local date).
-- Columns: relation (self, above, child, below, other), id, level, code, name, name_en.
-- Index used: area_level_code, geodata_area_parent_id.
WITH RECURSIVE in_force AS (
    SELECT DISTINCT b.area_id FROM geodata_boundaryversion b
    WHERE b.status = 'published' AND b.valid @> %(today)s::date
), outermost AS (
    SELECT a.* FROM geodata_area a WHERE a.parent_id IS NULL AND a.id IN (SELECT area_id FROM in_force)
), self AS (
    SELECT a.* FROM geodata_area a
    WHERE a.id IN (SELECT area_id FROM in_force) AND a.code = %(code)s
    UNION ALL SELECT o.* FROM outermost o
    WHERE %(code)s = '' AND o.level = 'district' AND (SELECT count(*) FROM outermost) = 1
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
UNION ALL SELECT CASE WHEN EXISTS (SELECT FROM self) THEN 'other' ELSE 'child' END, id, level, code, name, name_en
FROM outermost WHERE id NOT IN (SELECT id FROM self UNION ALL SELECT id FROM above)
ORDER BY relation, code
