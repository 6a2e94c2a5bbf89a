-- Purpose: the communities in force, which blocks are cut from.
-- Parameters: today (local day).
-- Columns: id (of the area), code, outline (WKB multipolygon, metres of MEASURE).
-- Index used: boundary_one_in_force.
SELECT a.id, a.code, ST_AsBinary(v.geom) AS outline
FROM geodata_area a
JOIN geodata_boundaryversion v ON v.area_id = a.id AND v.status = 'published' AND v.valid @> %(today)s::date
WHERE a.level = 'community'
ORDER BY a.code
