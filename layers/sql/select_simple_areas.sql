-- Purpose: boundaries of one level in force on a day, simplified for a band of zooms; exact where a simple form is missing.
-- Parameters: xmin, ymin, xmax, ymax (EPSG:3857 metres), level, today (local date), coverage (name of the set in force), band.
-- Columns: id, geom (EPSG:3857), code, name, name_en, uuid.
-- Index used: boundary_web_gist, boundary_one_in_force, generalised_once.
SELECT a.id, COALESCE(g.web, b.web) AS geom, a.code, a.name, a.name_en, a.uuid::text AS uuid
FROM geodata_boundaryversion b
JOIN geodata_area a ON a.id = b.area_id
LEFT JOIN geodata_generalised g ON g.coverage = %(coverage)s AND g.band = %(band)s AND g.boundary_id = b.id
WHERE b.web && ST_MakeEnvelope(%(xmin)s, %(ymin)s, %(xmax)s, %(ymax)s, 3857)
  AND a.level = %(level)s AND b.status = 'published' AND b.valid @> %(today)s::date
