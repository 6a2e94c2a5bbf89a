-- Purpose: reports of a period by weekday and hour of the local day.
-- Parameters: starts_at, ends_at (aware times), time_zone, area_ids, category_ids (bigint[] or NULL).
-- Columns: weekday (1 Monday to 7 Sunday), hour (0 to 23), reported (events).
-- Index used: event_reported_at.
SELECT extract(isodow FROM local.reported)::int AS weekday, extract(hour FROM local.reported)::int AS hour,
    count(*) AS reported
FROM geodata_event e
CROSS JOIN LATERAL (SELECT e.reported_at AT TIME ZONE %(time_zone)s AS reported) local
WHERE e.reported_at >= %(starts_at)s AND e.reported_at < %(ends_at)s
      AND (%(area_ids)s::bigint[] IS NULL OR e.area_id = ANY(%(area_ids)s::bigint[]))
      AND (%(category_ids)s::bigint[] IS NULL OR e.category_id = ANY(%(category_ids)s::bigint[]))
GROUP BY 1, 2
