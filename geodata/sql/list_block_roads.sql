-- Purpose: the roads and rails that bound blocks; tunnels bound nothing.
-- Parameters: classes (road classes).
-- Columns: road_class, outline (WKB line, metres of MEASURE).
-- Index used: none (whole table).
SELECT road_class, ST_AsBinary(geom) AS outline
FROM geodata_road
WHERE road_class = ANY(%(classes)s) AND level >= 0
ORDER BY ST_XMin(geom), ST_YMin(geom), id
