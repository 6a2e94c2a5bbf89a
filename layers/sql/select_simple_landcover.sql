-- Purpose: land cover larger than a few pixels, simplified for a band of zooms; exact until simple forms of the present data are there.
-- Parameters: xmin, ymin, xmax, ymax (EPSG:3857 metres), min_area (EPSG:3857 m²), band.
-- Columns: id, geom (EPSG:3857), kind.
-- Index used: simpleground_place, landcover_web_gist.
SELECT g.source_id AS id, g.web AS geom, g.category AS kind FROM geodata_simpleground g
WHERE (SELECT geodata_ground_is_simple('landcover'))
  AND g.layer = 'landcover' AND g.band = %(band)s AND g.area_web >= %(min_area)s
  AND g.web && ST_MakeEnvelope(%(xmin)s, %(ymin)s, %(xmax)s, %(ymax)s, 3857)
UNION ALL
SELECT id, web AS geom, kind FROM geodata_landcover
WHERE NOT (SELECT geodata_ground_is_simple('landcover'))
  AND web && ST_MakeEnvelope(%(xmin)s, %(ymin)s, %(xmax)s, %(ymax)s, 3857) AND ST_Area(web) >= %(min_area)s
