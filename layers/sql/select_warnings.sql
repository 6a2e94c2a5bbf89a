-- Purpose: the warnings that stand, as the squares they are about.
-- Parameters: xmin, ymin, xmax, ymax (EPSG:3857 metres), today (local date), quiet_days (days a warning stays after it was seen last).
-- Columns: id, geom (EPSG:3857 polygon), uuid, category, state (new, acknowledged), starts_on, last_seen_on (local dates), observed, expected, recurrence_days.
-- Index used: emergingwarning_web_gist, emergingwarning_last_seen.
SELECT w.id, w.web AS geom, w.uuid::text AS uuid, k.code AS category, CASE w.state WHEN 'muted' THEN 'new' ELSE w.state END AS state,
    w.starts_on::text AS starts_on, w.last_seen_on::text AS last_seen_on, w.observed, round(w.expected::numeric, 2)::float8 AS expected,
    round(w.recurrence_days)::integer AS recurrence_days
FROM geodata_emergingwarning w
JOIN geodata_eventcategory k ON k.id = w.category_id
WHERE w.web && ST_MakeEnvelope(%(xmin)s, %(ymin)s, %(xmax)s, %(ymax)s, 3857)
  AND (w.state <> 'muted' OR w.muted_until < %(today)s::date)
  AND w.last_seen_on > (SELECT max(last_day) FROM geodata_heatrefresh) - %(quiet_days)s::integer
