-- Purpose: the events of a period as numbers, for statistics.
-- Parameters: starts_at, ends_at (aware times, the end not included), zone (name of the local time zone).
-- Columns: x, y (metres of the measuring CRS), local_day (days since 1970-01-01 with fraction, local time), category_id, building_id (-1 where unknown).
-- Index used: event_reported_at.
SELECT ST_X(geom), ST_Y(geom), extract(epoch FROM reported_at AT TIME ZONE %(zone)s)::float8 / 86400, category_id, coalesce(building_id, -1)
FROM geodata_event
WHERE reported_at >= %(starts_at)s AND reported_at < %(ends_at)s AND NOT ST_IsEmpty(geom)
ORDER BY reported_at, id
