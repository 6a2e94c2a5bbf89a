-- Purpose: businesses.
-- Parameters: xmin, ymin, xmax, ymax (EPSG:3857 metres).
-- Columns: id, geom (EPSG:3857 point), uuid, name, category.
-- Index used: business_web_gist.
SELECT id, web AS geom, uuid::text AS uuid, name, category FROM geodata_business
WHERE web && ST_MakeEnvelope(%(xmin)s, %(ymin)s, %(xmax)s, %(ymax)s, 3857)
