-- Purpose: the events of some days as numbers, with the first reports of the days before that they may repeat.
-- Parameters: reach_from, starts_at, ends_at (aware times, the end not included): before starts_at first reports only.
-- Columns: id, x, y (metres of the measuring CRS), day (days since reach_from, with fraction), category_id, building_id (-1 where unknown).
-- Index used: event_reported_at, geodata_repeat_pkey.
SELECT e.id, ST_X(e.geom), ST_Y(e.geom), extract(epoch FROM e.reported_at - %(reach_from)s)::float8 / 86400,
    e.category_id, coalesce(e.building_id, -1)
FROM geodata_event e
WHERE e.reported_at >= %(reach_from)s AND e.reported_at < %(ends_at)s AND NOT ST_IsEmpty(e.geom)
  AND (e.reported_at >= %(starts_at)s OR NOT EXISTS (SELECT FROM geodata_repeat r WHERE r.event_id = e.id))
ORDER BY e.reported_at, e.id
