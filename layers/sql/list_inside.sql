-- Purpose: the first rows of a source inside a shape.
-- Parameters: shape (hexadecimal WKB, EPSG:3857), web_srid, least_overlap (share), row_limit, and the source's own.
-- Columns: id, lon, lat (degrees of the middle, EPSG:4326), and the fields.
-- Index used: the source's.
WITH shape AS MATERIALIZED (
    SELECT ST_SetSRID(%(shape)s::text::geometry, %(web_srid)s) AS geom
)
SELECT p.id, round(ST_X(p.middle)::numeric, 6)::float8, round(ST_Y(p.middle)::numeric, 6)::float8/*listed*/
FROM (
    SELECT r.id, ST_Transform(ST_PointOnSurface(r.geom), 4326) AS middle/*columns*/
    FROM (/*rows*/) r, shape
    WHERE /*inside*/
    ORDER BY r.id
    LIMIT %(row_limit)s
) p
ORDER BY p.id
