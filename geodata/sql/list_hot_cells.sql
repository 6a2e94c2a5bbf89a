-- Purpose: the hot cells of a refresh with their rings, those that stand out most first.
-- Parameters: refresh_id.
-- Columns: finding, trend, z, q, seen, expected, robust, robust_share, ring (GeoJSON coordinates of a polygon, degrees, EPSG:4326).
-- Index used: geodata_hotspotcell_refresh_id.
SELECT finding, trend, z, q, seen, expected, robust, robust_share,
    ST_AsGeoJSON(ST_Transform(geom, 4326), 6)::json -> 'coordinates' AS ring
FROM geodata_hotspotcell
WHERE refresh_id = %(refresh_id)s AND verdict = 'hot'
ORDER BY finding, z DESC, id
