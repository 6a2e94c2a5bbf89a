-- Purpose: where the loaded data lies: areas first, else whatever else is there.
-- Parameters: none.
-- Columns: west, south, east, north (degrees, EPSG:4326); NULL when nothing is loaded.
-- Index used: none (extents of small tables; of larger ones only when no area is loaded).
WITH frame AS (
    SELECT COALESCE(
        (SELECT ST_Extent(web)::geometry FROM geodata_boundaryversion WHERE status = 'published'),
        (SELECT ST_Extent(geom)::geometry FROM (
            SELECT ST_Point(
                unnest(ARRAY[percentile_cont(0.005) WITHIN GROUP (ORDER BY ST_X(web)),
                             percentile_cont(0.995) WITHIN GROUP (ORDER BY ST_X(web))]),
                unnest(ARRAY[percentile_cont(0.005) WITHIN GROUP (ORDER BY ST_Y(web)),
                             percentile_cont(0.995) WITHIN GROUP (ORDER BY ST_Y(web))])) AS geom
            FROM (SELECT web FROM geodata_event UNION ALL SELECT web FROM geodata_servicepoint) points
        ) corners),
        (SELECT ST_Extent(web)::geometry FROM geodata_building)
    ) AS box
)
SELECT ST_XMin(g), ST_YMin(g), ST_XMax(g), ST_YMax(g)
FROM (SELECT ST_Transform(ST_SetSRID(box, 3857), 4326) AS g FROM frame WHERE box IS NOT NULL) t
