-- Purpose: service points.
-- Parameters: xmin, ymin, xmax, ymax (EPSG:3857 metres), kind (text or NULL for all).
-- Columns: id, geom (EPSG:3857 point), uuid, kind, name, name_en.
-- Index used: servicepoint_web_gist.
SELECT id, web AS geom, uuid::text AS uuid, kind, name, name_en FROM geodata_servicepoint
WHERE web && ST_MakeEnvelope(%(xmin)s, %(ymin)s, %(xmax)s, %(ymax)s, 3857)
  AND (%(kind)s::text IS NULL OR kind = %(kind)s)
