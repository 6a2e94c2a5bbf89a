-- Purpose: party branches that have a place.
-- Parameters: xmin, ymin, xmax, ymax (EPSG:3857 metres).
-- Columns: id, geom (EPSG:3857 point), uuid, kind, name, members (people).
-- Index used: partybranch_web_gist.
SELECT id, web AS geom, uuid::text AS uuid, kind, name, members FROM geodata_partybranch
WHERE web && ST_MakeEnvelope(%(xmin)s, %(ymin)s, %(xmax)s, %(ymax)s, 3857)
