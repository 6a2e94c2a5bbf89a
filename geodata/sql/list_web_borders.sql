-- Purpose: borders in force on a day, for simplifying.
-- Parameters: day (local date).
-- Columns: id (of the boundary), level, area_id, parent_id, shape (WKB, EPSG:3857).
-- Index used: boundary_one_in_force.
SELECT b.id, a.level, a.id AS area_id, a.parent_id, ST_AsBinary(b.web) AS shape
FROM geodata_boundaryversion b
JOIN geodata_area a ON a.id = b.area_id
WHERE b.status = 'published' AND b.valid @> %(day)s::date
ORDER BY b.id
