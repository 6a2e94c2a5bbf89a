-- Purpose: the blocks of the newest version that is complete.
-- Parameters: xmin, ymin, xmax, ymax (EPSG:3857 metres).
-- Columns: id, geom (EPSG:3857 polygon), number, community (code), households, persons, workplaces (counts).
-- Index used: block_web_gist, geodata_area_pkey.
SELECT b.id, b.web AS geom, b.number, a.code AS community, b.households, b.persons, b.workplaces
FROM geodata_block b
JOIN geodata_area a ON a.id = b.community_id
WHERE b.web && ST_MakeEnvelope(%(xmin)s, %(ymin)s, %(xmax)s, %(ymax)s, 3857)
  AND b.cut_id IS NULL
  AND b.version_id = (
      SELECT v.id FROM geodata_blockversion v WHERE v.sealed_at IS NOT NULL ORDER BY v.made_at DESC, v.id DESC LIMIT 1)
