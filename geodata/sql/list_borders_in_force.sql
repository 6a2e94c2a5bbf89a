-- Purpose: the polygons of all levels in force on a local day, the highest level first, to measure how a file lies on them.
-- Parameters: day (date), tolerance_m (what simplifying may move a line by).
-- Columns: level, outline (WKB, metres in MEASURE, simplified).
-- Index used: boundary_one_in_force.
SELECT a.level, ST_AsBinary(ST_Simplify(b.geom, %(tolerance_m)s, true)) AS outline
FROM geodata_boundaryversion b
JOIN geodata_area a ON a.id = b.area_id
WHERE b.status = 'published' AND b.valid @> %(day)s::date
ORDER BY length(a.code), a.code;
