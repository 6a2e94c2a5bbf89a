-- Purpose: resources.
-- Parameters: xmin, ymin, xmax, ymax (EPSG:3857 metres).
-- Columns: id, geom (EPSG:3857 point), uuid, kind, name, quantity (counted in unit), unit.
-- Index used: resource_web_gist.
SELECT id, web AS geom, uuid::text AS uuid, kind, name, quantity, unit FROM geodata_resource
WHERE web && ST_MakeEnvelope(%(xmin)s, %(ymin)s, %(xmax)s, %(ymax)s, 3857)
