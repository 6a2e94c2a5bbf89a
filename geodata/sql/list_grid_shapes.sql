-- Purpose: the grids in force on a day with their borders and households, for statistics by grid.
-- Parameters: today (local date).
-- Columns: area_id, shape (WKB, metres of the measuring CRS), households.
-- Index used: boundary_one_in_force.
SELECT b.area_id, ST_AsBinary(b.geom) AS shape, coalesce(h.households, 0)::integer AS households
FROM geodata_boundaryversion b
JOIN geodata_area a ON a.id = b.area_id
LEFT JOIN (
    SELECT area_id, sum(households) AS households FROM geodata_building WHERE area_id IS NOT NULL GROUP BY area_id
) h ON h.area_id = a.id
WHERE a.level = 'grid' AND b.status = 'published' AND b.valid @> %(today)s::date
ORDER BY a.code
