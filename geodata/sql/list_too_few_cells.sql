-- Purpose: where a refresh found too few events to judge, as boxes.
-- Parameters: refresh_id.
-- Columns: ring (GeoJSON coordinates of a polygon, degrees, EPSG:4326).
-- Index used: geodata_hotspotcell_refresh_id.
SELECT ST_AsGeoJSON(ST_Transform(geom, 4326), 6)::json -> 'coordinates' AS ring
FROM geodata_hotspotcell
WHERE refresh_id = %(refresh_id)s AND verdict = 'too_few'
ORDER BY id
