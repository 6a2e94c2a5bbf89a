-- Purpose: how many rows of a source lie inside a shape, by the values of a field, counted up to a limit.
-- Parameters: shape (hexadecimal WKB, EPSG:3857), web_srid, least_overlap (share), row_limit, and the source's own.
-- Columns: value (text, NULL without a field), count; the largest first.
-- Index used: the source's.
WITH shape AS MATERIALIZED (
    SELECT ST_SetSRID(%(shape)s::text::geometry, %(web_srid)s) AS geom
), found AS (
    SELECT /*group*/ AS value
    FROM (/*rows*/) r, shape
    WHERE /*inside*/
    LIMIT %(row_limit)s
)
SELECT value, count(*) FROM found GROUP BY value ORDER BY count(*) DESC, value
