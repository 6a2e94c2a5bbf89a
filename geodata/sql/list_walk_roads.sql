-- Purpose: what people may walk along, as the walking network is made from it.
-- Parameters: none.
-- Columns: id (bigint), outline (WKB line, metres of MEASURE), stairs, level (0 on the ground), slope (rise over run, 0 where unknown).
-- Index used: geodata_road_pkey.
SELECT id, ST_AsBinary(geom) AS outline, stairs, level, coalesce(slope, 0) AS slope
FROM geodata_road
WHERE walkable
ORDER BY id
