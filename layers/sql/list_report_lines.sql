-- Purpose: the lines under the map of a report: main roads and borders, simplified, with names.
-- Parameters: today (local date), road_classes, levels (text[]), tolerance_m (metres of MEASURE).
-- Columns: kind (road or border), class (road class or level), name, name_en, shape (GeoJSON, EPSG:4326).
-- Index used: boundary_one_in_force.
SELECT 'road' AS kind, r.road_class AS class, '' AS name, '' AS name_en,
    ST_AsGeoJSON(ST_Transform(ST_Simplify(ST_LineMerge(ST_Collect(r.geom)), %(tolerance_m)s), 4326), 5) AS shape
FROM geodata_road r WHERE r.road_class = ANY(%(road_classes)s) GROUP BY r.road_class
UNION ALL
SELECT 'border', a.level, a.name, a.name_en,
    ST_AsGeoJSON(ST_Transform(ST_SimplifyPreserveTopology(b.geom, %(tolerance_m)s), 4326), 5)
FROM geodata_boundaryversion b JOIN geodata_area a ON a.id = b.area_id
WHERE b.status = 'published' AND b.valid @> %(today)s::date AND a.level = ANY(%(levels)s)
ORDER BY 1, 2, 3
