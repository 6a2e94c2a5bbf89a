-- Purpose: roads; lesser classes and short pieces only when close.
-- Parameters: xmin, ymin, xmax, ymax (EPSG:3857 metres), zoom.
-- Columns: id, geom (EPSG:3857), road_class, name, width_m, stairs.
-- Index used: road_web_gist.
SELECT id, web AS geom, road_class, name, round(width_m)::int AS width_m, stairs FROM geodata_road
WHERE web && ST_MakeEnvelope(%(xmin)s, %(ymin)s, %(xmax)s, %(ymax)s, 3857)
  AND (%(zoom)s >= 14
       OR road_class IN ('expressway', 'arterial', 'rail')
       OR (%(zoom)s >= 10 AND road_class = 'secondary')
       OR (%(zoom)s >= 12 AND road_class = 'local'))
