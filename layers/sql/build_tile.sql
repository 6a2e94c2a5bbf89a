-- Purpose: one MVT layer from a row source.
-- Parameters: tile_xmin, tile_ymin, tile_xmax, tile_ymax (EPSG:3857 metres), mvt_name, and the source's own.
-- Columns: tile (bytea).
-- Index used: the source's.
SELECT ST_AsMVT(t, %(mvt_name)s, 4096, 'geom', 'id')
FROM (
    SELECT r.id, ST_AsMVTGeom(r.geom,
            ST_MakeBox2D(ST_Point(%(tile_xmin)s, %(tile_ymin)s), ST_Point(%(tile_xmax)s, %(tile_ymax)s)),
            4096, 64, true) AS geom/*columns*/
    FROM (/*rows*/) r
    ORDER BY r.id
) t
