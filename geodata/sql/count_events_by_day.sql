-- Purpose: reports per local day of the time bar.
-- Parameters: starts_at, ends_at (aware times), time_zone, area_ids, category_ids (bigint[] or NULL).
-- Columns: day (local date), reported (events).
-- Index used: event_reported_at.
SELECT (e.reported_at AT TIME ZONE %(time_zone)s)::date AS day, count(*) AS reported
FROM geodata_event e
WHERE e.reported_at >= %(starts_at)s AND e.reported_at < %(ends_at)s
      AND (%(area_ids)s::bigint[] IS NULL OR e.area_id = ANY(%(area_ids)s::bigint[]))
      AND (%(category_ids)s::bigint[] IS NULL OR e.category_id = ANY(%(category_ids)s::bigint[]))
GROUP BY 1 ORDER BY 1
