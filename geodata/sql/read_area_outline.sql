-- Purpose: one area in force, by code or by place and level, with outline and frame.
-- Parameters: code (text or NULL), lon, lat (degrees or NULL), level (text or NULL), today (local date).
-- Columns: code, level, west, south, east, north (degrees), geometry (GeoJSON text, degrees, 5 m simplified).
-- Index used: area_level_code, geodata_boundaryversion_geom_id.
SELECT a.code, a.level, ST_XMin(g.geom) AS west, ST_YMin(g.geom) AS south, ST_XMax(g.geom) AS east,
    ST_YMax(g.geom) AS north, ST_AsGeoJSON(g.geom, 6) AS geometry
FROM geodata_boundaryversion b
JOIN geodata_area a ON a.id = b.area_id
CROSS JOIN LATERAL (SELECT ST_Transform(ST_SimplifyPreserveTopology(b.geom, 5), 4326) AS geom) g
WHERE b.status = 'published' AND b.valid @> %(today)s::date
  AND (%(code)s::text IS NULL OR a.code = %(code)s)
  AND (%(lon)s::float8 IS NULL OR (a.level = %(level)s AND ST_Covers(b.geom, ST_Transform(
        ST_SetSRID(ST_Point(%(lon)s, %(lat)s), 4326), ST_SRID(b.geom)))))
LIMIT 1
