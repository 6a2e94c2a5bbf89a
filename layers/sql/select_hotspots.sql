-- Purpose: the hot cells of the last refresh of a category, and where its events are too few to judge.
-- Parameters: xmin, ymin, xmax, ymax (EPSG:3857 metres), categories (codes, or NULL for all events together).
-- Columns: id, geom (EPSG:3857 polygon), trend (class, or too_few), category, seen, expected (incidents of the window), z, q, robust, through (local date).
-- Index used: hotspotcell_web_gist, geodata_hotspotcell_refresh_id.
SELECT c.id, c.web AS geom, CASE c.verdict WHEN 'too_few' THEN 'too_few' ELSE c.trend END AS trend, k.code AS category,
    c.seen, round(c.expected::numeric, 1)::float8 AS expected, round(c.z::numeric, 2)::float8 AS z, round(c.q::numeric, 4)::float8 AS q,
    CASE c.verdict WHEN 'hot' THEN c.robust END AS robust, r.last_day::text AS through
FROM geodata_hotspotcell c
JOIN geodata_heatrefresh r ON r.id = c.refresh_id
LEFT JOIN geodata_eventcategory k ON k.id = r.category_id
WHERE c.web && ST_MakeEnvelope(%(xmin)s, %(ymin)s, %(xmax)s, %(ymax)s, 3857)
  AND CASE WHEN %(categories)s::text[] IS NULL THEN r.category_id IS NULL ELSE k.code = ANY(%(categories)s::text[]) END
