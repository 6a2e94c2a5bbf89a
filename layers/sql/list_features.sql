-- Purpose: a row source as GeoJSON features in longitude and latitude.
-- Parameters: row_limit, and the source's own.
-- Columns: feature (json text).
-- Index used: the source's.
SELECT ST_AsGeoJSON(f, 'geom', 6)
FROM (
    SELECT ST_Transform(r.geom, 4326) AS geom, r.id/*columns*/
    FROM (/*rows*/) r
    ORDER BY r.id
    LIMIT %(row_limit)s
) f
