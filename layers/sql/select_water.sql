-- Purpose: water surfaces larger than a pixel.
-- Parameters: xmin, ymin, xmax, ymax (EPSG:3857 metres), min_area (EPSG:3857 m²).
-- Columns: id, geom (EPSG:3857), kind, name.
-- Index used: water_web_gist.
SELECT id, web AS geom, kind, name FROM geodata_water
WHERE web && ST_MakeEnvelope(%(xmin)s, %(ymin)s, %(xmax)s, %(ymax)s, 3857) AND ST_Area(web) >= %(min_area)s
