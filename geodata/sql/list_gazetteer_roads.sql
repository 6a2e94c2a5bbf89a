-- Purpose: named roads, their pieces put together; roads of one name that lie apart are rows of their own.
-- Parameters: apart_m (float, metres between pieces from which on they are different roads).
-- Columns: key (bigint, lowest road id), name, outline (WKB, lines in metres of MEASURE).
-- Index used: none (whole table).
SELECT min(id) AS key, name, ST_AsBinary(ST_LineMerge(ST_Collect(geom))) AS outline
FROM (
    SELECT id, name, geom, ST_ClusterDBSCAN(geom, %(apart_m)s, 1) OVER (PARTITION BY name) AS part
    FROM geodata_road
    WHERE name <> '' AND road_class <> 'rail'
) piece
GROUP BY name, part
ORDER BY name, key
