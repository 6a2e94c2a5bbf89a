-- Purpose: one page of a row source in the asked system, after a row, in the order of the ids.
-- Parameters: after (id), row_limit, srid (offered), swap (boolean: y before x), digits, boxes (hexadecimal WKB text[] or NULL), box_srid (offered), and the source's own.
-- Columns: id, geometry (GeoJSON text in srid), and the fields.
-- Index used: the source's.
SELECT p.id, ST_AsGeoJSON(CASE WHEN %(swap)s THEN ST_FlipCoordinates(p.asked) ELSE p.asked END, %(digits)s, 0)/*fields*/
FROM (
    SELECT f.*, ST_Transform(f.geom, %(srid)s) AS asked
    FROM (
        SELECT r.id, r.geom/*columns*/
        FROM (/*rows*/) r
        WHERE r.id > %(after)s/*matches*/
          AND (%(boxes)s::text[] IS NULL OR EXISTS (
            SELECT FROM unnest(%(boxes)s::text[]) AS part
            WHERE ST_Intersects(ST_Transform(r.geom, %(box_srid)s), ST_SetSRID(part::geometry, %(box_srid)s))))
        ORDER BY r.id
        LIMIT %(row_limit)s
    ) f
    OFFSET 0
) p
ORDER BY p.id
