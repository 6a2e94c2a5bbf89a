-- Purpose: roads from close by, of every class.
-- Parameters: xmin, ymin, xmax, ymax (EPSG:3857 metres).
-- Columns: id, geom (EPSG:3857), road_class, name, width_m, stairs.
-- Index used: road_web_gist.
SELECT id, web AS geom, road_class, name, round(width_m)::int AS width_m, stairs FROM geodata_road
WHERE web && ST_MakeEnvelope(%(xmin)s, %(ymin)s, %(xmax)s, %(ymax)s, 3857)
