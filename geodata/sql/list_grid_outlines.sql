-- Purpose: the grids in force on a local day with their outlines.
-- Parameters: day (date).
-- Columns: id (bigint), outline (WKB, metres in MEASURE).
-- Index used: boundary_one_in_force.
SELECT a.id, ST_AsBinary(b.geom) AS outline
FROM geodata_boundaryversion b
JOIN geodata_area a ON a.id = b.area_id
WHERE b.status = 'published' AND b.valid @> %(day)s::date AND a.level = 'grid'
ORDER BY a.code;
