-- Purpose: one place for the word of each finding: the middle of the cell that stands out most.
-- Parameters: xmin, ymin, xmax, ymax (EPSG:3857 metres), categories (codes, or NULL for all events together).
-- Columns: id, geom (EPSG:3857 point), trend, robust.
-- Index used: hotspotcell_web_gist, geodata_hotspotcell_refresh_id.
SELECT c.id, ST_Centroid(c.web) AS geom, c.trend, c.robust
FROM geodata_hotspotcell c
JOIN geodata_heatrefresh r ON r.id = c.refresh_id
LEFT JOIN geodata_eventcategory k ON k.id = r.category_id
WHERE c.web && ST_MakeEnvelope(%(xmin)s, %(ymin)s, %(xmax)s, %(ymax)s, 3857)
  AND c.verdict = 'hot' AND CASE WHEN %(categories)s::text[] IS NULL THEN r.category_id IS NULL ELSE k.code = ANY(%(categories)s::text[]) END
  AND NOT EXISTS (
    SELECT FROM geodata_hotspotcell o
    WHERE o.refresh_id = c.refresh_id AND o.finding = c.finding AND (o.z, o.id) > (c.z, c.id))
