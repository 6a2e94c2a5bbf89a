-- Purpose: roads of some classes, joined and simplified for a band of zooms; exact until simple forms of the present data are there.
-- Parameters: xmin, ymin, xmax, ymax (EPSG:3857 metres), classes (text[]), band.
-- Columns: id (of one piece of a joined road), geom (EPSG:3857), road_class, name, width_m, stairs.
-- Index used: simpleground_place, road_web_gist.
SELECT g.source_id AS id, g.web AS geom, g.category AS road_class, g.name, g.width_m, g.stairs FROM geodata_simpleground g
WHERE (SELECT geodata_ground_is_simple('roads'))
  AND g.layer = 'roads' AND g.band = %(band)s AND g.category = ANY(%(classes)s)
  AND g.web && ST_MakeEnvelope(%(xmin)s, %(ymin)s, %(xmax)s, %(ymax)s, 3857)
UNION ALL
SELECT id, web AS geom, road_class, name, round(width_m)::int AS width_m, stairs FROM geodata_road
WHERE NOT (SELECT geodata_ground_is_simple('roads'))
  AND web && ST_MakeEnvelope(%(xmin)s, %(ymin)s, %(xmax)s, %(ymax)s, 3857) AND road_class = ANY(%(classes)s)
