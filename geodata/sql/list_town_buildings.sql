-- Purpose: what the town's event generator knows of every building, in the order they were loaded.
-- Parameters: none.
-- Columns: id (bigint), outline (WKB, metres in MEASURE), use, year, floors, households.
-- Index used: geodata_building_pkey.
SELECT id, ST_AsBinary(geom) AS outline, use, COALESCE(built_year, 0) AS year, floors, households
FROM geodata_building
ORDER BY id;
