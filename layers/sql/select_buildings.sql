-- Purpose: buildings.
-- Parameters: xmin, ymin, xmax, ymax (EPSG:3857 metres).
-- Columns: id, geom (EPSG:3857), use, floors.
-- Index used: building_web_gist.
SELECT id, web AS geom, use, floors FROM geodata_building
WHERE web && ST_MakeEnvelope(%(xmin)s, %(ymin)s, %(xmax)s, %(ymax)s, 3857)
