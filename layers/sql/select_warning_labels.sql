-- Purpose: where the mark of each standing warning is drawn: the middle of its square.
-- Parameters: xmin, ymin, xmax, ymax (EPSG:3857 metres), today (local date), quiet_days (days a warning stays after it was seen last).
-- Columns: id, geom (EPSG:3857 point), uuid, category, state (new, acknowledged).
-- Index used: emergingwarning_web_gist, emergingwarning_last_seen.
SELECT w.id, ST_Centroid(w.web) AS geom, w.uuid::text AS uuid, k.code AS category,
    CASE w.state WHEN 'muted' THEN 'new' ELSE w.state END AS state
FROM geodata_emergingwarning w
JOIN geodata_eventcategory k ON k.id = w.category_id
WHERE w.web && ST_MakeEnvelope(%(xmin)s, %(ymin)s, %(xmax)s, %(ymax)s, 3857)
  AND (w.state <> 'muted' OR w.muted_until < %(today)s::date)
  AND w.last_seen_on > (SELECT max(last_day) FROM geodata_heatrefresh) - %(quiet_days)s::integer
