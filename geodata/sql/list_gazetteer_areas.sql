-- Purpose: areas in force on a local day with their outlines, which say whether a place lies where an address claims.
-- Parameters: day (date).
-- Columns: key (bigint, area id), name, level, outline (WKB, metres in MEASURE), x_m, y_m (fixed anchor), radius_m (of a circle of the same area).
-- Index used: boundary_one_in_force.
SELECT a.id AS key, a.name, a.level, ST_AsBinary(b.geom) AS outline, ST_X(b.anchor) AS x_m, ST_Y(b.anchor) AS y_m,
    sqrt(ST_Area(b.geom) / pi()) AS radius_m
FROM geodata_boundaryversion b
JOIN geodata_area a ON a.id = b.area_id
WHERE b.status = 'published' AND b.valid @> %(day)s::date
ORDER BY a.code
