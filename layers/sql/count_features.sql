-- Purpose: how many rows of a source match, counted up to a limit.
-- Parameters: row_limit, boxes (hexadecimal WKB text[] or NULL), box_srid (offered), and the source's own.
-- Columns: matched.
-- Index used: the source's.
SELECT count(*)
FROM (
    SELECT FROM (/*rows*/) r
    WHERE true/*matches*/
      AND (%(boxes)s::text[] IS NULL OR EXISTS (
        SELECT FROM unnest(%(boxes)s::text[]) AS part
        WHERE ST_Intersects(ST_Transform(r.geom, %(box_srid)s), ST_SetSRID(part::geometry, %(box_srid)s))))
    LIMIT %(row_limit)s
) counted
