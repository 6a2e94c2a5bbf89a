-- Purpose: the hot cells of a refresh with their middles and rings, those that stand out most first.
-- Parameters: refresh_id.
-- Columns: finding, trend, z, q, seen, expected, robust, robust_share, lon, lat, x_m, y_m (of the middle; degrees, metres in MEASURE), ring (GeoJSON coordinates of a polygon, degrees, EPSG:4326).
-- Index used: geodata_hotspotcell_refresh_id.
SELECT c.finding, c.trend, c.z, c.q, c.seen, c.expected, c.robust, c.robust_share,
    ST_X(d.middle) AS lon, ST_Y(d.middle) AS lat, ST_X(m.middle) AS x_m, ST_Y(m.middle) AS y_m,
    ST_AsGeoJSON(ST_Transform(c.geom, 4326), 6)::json -> 'coordinates' AS ring
FROM geodata_hotspotcell c
CROSS JOIN LATERAL (SELECT ST_Centroid(c.geom) AS middle) m
CROSS JOIN LATERAL (SELECT ST_Transform(m.middle, 4326) AS middle) d
WHERE c.refresh_id = %(refresh_id)s AND c.verdict = 'hot'
ORDER BY c.finding, c.z DESC, c.id
