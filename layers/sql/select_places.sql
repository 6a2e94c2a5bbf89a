-- Purpose: place names, the larger kinds first seen from afar.
-- Parameters: xmin, ymin, xmax, ymax (EPSG:3857 metres), zoom.
-- Columns: id, geom (EPSG:3857 point), name, name_en, kind.
-- Index used: placename_web_gist.
SELECT id, web AS geom, name, name_en, kind FROM geodata_placename
WHERE web && ST_MakeEnvelope(%(xmin)s, %(ymin)s, %(xmax)s, %(ymax)s, 3857)
  AND (%(zoom)s >= 15 OR kind IN ('lake', 'river', 'hill', 'station')
       OR (%(zoom)s >= 13 AND kind = 'village')
       OR (%(zoom)s >= 14 AND kind IN ('park', 'hospital', 'school')))
