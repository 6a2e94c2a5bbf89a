-- Purpose: the waters whose banks bound blocks.
-- Parameters: least_m2 (smaller ones lie inside a block).
-- Columns: outline (WKB polygon, metres of MEASURE).
-- Index used: none (whole table).
SELECT ST_AsBinary(geom) AS outline
FROM geodata_water
WHERE ST_Area(geom) >= %(least_m2)s
ORDER BY ST_XMin(geom), ST_YMin(geom), id
