-- Purpose: the places of a ranking, best first.
-- Parameters: ranking_id, today (local date).
-- Columns: rank, expected, low, high, ring (GeoJSON coordinates of a cell, degrees, EPSG:4326, null for grids), lon, lat, x_m, y_m (middle of the cell or anchor of the grid; degrees, metres in MEASURE), uuid, code, name, name_en (of the grid, null for cells).
-- Index used: rankedplace_once, boundary_one_in_force.
SELECT r.rank, r.expected, r.low, r.high, ST_AsGeoJSON(ST_Transform(r.geom, 4326), 6)::json -> 'coordinates' AS ring,
    ST_X(d.middle) AS lon, ST_Y(d.middle) AS lat, ST_X(m.middle) AS x_m, ST_Y(m.middle) AS y_m,
    a.uuid::text AS uuid, a.code, a.name, a.name_en
FROM geodata_rankedplace r
LEFT JOIN geodata_area a ON a.id = r.area_id
LEFT JOIN geodata_boundaryversion b ON b.area_id = a.id AND b.status = 'published' AND b.valid @> %(today)s::date
CROSS JOIN LATERAL (SELECT coalesce(ST_Centroid(r.geom), b.anchor) AS middle) m
CROSS JOIN LATERAL (SELECT ST_Transform(m.middle, 4326) AS middle) d
WHERE r.ranking_id = %(ranking_id)s
ORDER BY r.rank
