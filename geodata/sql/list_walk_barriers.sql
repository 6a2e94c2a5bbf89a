-- Purpose: what nobody walks across off the roads: water, and motorways and rail on the ground.
-- Parameters: none.
-- Columns: outline (WKB polygon or line, metres of MEASURE).
-- Index used: none (whole tables).
SELECT ST_AsBinary(geom) AS outline FROM geodata_water
UNION ALL
SELECT ST_AsBinary(geom) FROM geodata_road
WHERE NOT walkable AND road_class IN ('expressway', 'rail') AND level = 0
