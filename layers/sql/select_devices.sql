-- Purpose: devices.
-- Parameters: xmin, ymin, xmax, ymax (EPSG:3857 metres).
-- Columns: id, geom (EPSG:3857 point), uuid, kind, name, state.
-- Index used: device_web_gist.
SELECT id, web AS geom, uuid::text AS uuid, kind, name, state FROM geodata_device
WHERE web && ST_MakeEnvelope(%(xmin)s, %(ymin)s, %(xmax)s, %(ymax)s, 3857)
