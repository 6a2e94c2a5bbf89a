-- Purpose: label points of grids with their type and the radius that is free around them.
-- Parameters: xmin, ymin, xmax, ymax (EPSG:3857 metres), today (local date).
-- Columns: id, geom (EPSG:3857 point), code, grid_type, radius_m (EPSG:3857 metres).
-- Index used: boundary_web_anchor_gist, boundary_one_in_force.
SELECT a.id, b.web_anchor AS geom, a.code, t.grid_type,
    round(ST_Distance(b.web_anchor, ST_Boundary(b.web)))::int AS radius_m
FROM geodata_boundaryversion b
JOIN geodata_area a ON a.id = b.area_id
JOIN geodata_gridtype t ON t.area_id = a.id
WHERE b.web_anchor && ST_MakeEnvelope(%(xmin)s, %(ymin)s, %(xmax)s, %(ymax)s, 3857)
  AND b.status = 'published' AND b.valid @> %(today)s::date
