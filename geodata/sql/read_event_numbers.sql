-- Purpose: the events of a period as numbers, for statistics.
-- Parameters: starts_at, ends_at (aware times, the end not included), zone (name of the local time zone).
-- Columns: x, y (metres of the measuring CRS), local_day (days since 1970-01-01 with fraction, local time), category_id, repeat (1 for a report that repeats an earlier one, else 0).
-- Index used: event_reported_at, geodata_repeat_pkey.
SELECT ST_X(e.geom), ST_Y(e.geom), extract(epoch FROM e.reported_at AT TIME ZONE %(zone)s)::float8 / 86400, e.category_id,
    (r.event_id IS NOT NULL)::int
FROM geodata_event e LEFT JOIN geodata_repeat r ON r.event_id = e.id
WHERE e.reported_at >= %(starts_at)s AND e.reported_at < %(ends_at)s AND NOT ST_IsEmpty(e.geom)
ORDER BY e.reported_at, e.id
