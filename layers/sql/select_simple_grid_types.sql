-- Purpose: grids in force with their type, simplified for a band of zooms; exact where a simple form is missing.
-- Parameters: xmin, ymin, xmax, ymax (EPSG:3857 metres), today (local date), coverage (name of the set in force), band.
-- Columns: id, geom (EPSG:3857), code, name, uuid, grid_type.
-- Index used: boundary_web_gist, boundary_one_in_force, generalised_once.
SELECT a.id, COALESCE(g.web, b.web) AS geom, a.code, a.name, a.uuid::text AS uuid, t.grid_type
FROM geodata_boundaryversion b
JOIN geodata_area a ON a.id = b.area_id
JOIN geodata_gridtype t ON t.area_id = a.id
LEFT JOIN geodata_generalised g ON g.coverage = %(coverage)s AND g.band = %(band)s AND g.boundary_id = b.id
WHERE b.web && ST_MakeEnvelope(%(xmin)s, %(ymin)s, %(xmax)s, %(ymax)s, 3857)
  AND b.status = 'published' AND b.valid @> %(today)s::date
