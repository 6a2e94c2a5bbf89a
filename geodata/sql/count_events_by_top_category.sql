-- Purpose: events by top-level category: today, in the last 30 days, in the period and in the one before.
-- Parameters: day_start, now, month_start, before_start, starts_at, ends_at (aware times), area_ids, category_ids (bigint[] or NULL).
-- Columns: code, name, name_en, today, month, period, previous, closed, unknown_status (events; the last two of the period).
-- Index used: event_reported_at.
SELECT top.code, top.name, top.name_en,
    count(*) FILTER (WHERE e.reported_at >= %(day_start)s AND e.reported_at <= %(now)s) AS today,
    count(*) FILTER (WHERE e.reported_at >= %(month_start)s AND e.reported_at < %(day_start)s) AS month,
    count(*) FILTER (WHERE e.reported_at >= %(starts_at)s AND e.reported_at < %(ends_at)s) AS period,
    count(*) FILTER (WHERE e.reported_at >= %(before_start)s AND e.reported_at < %(starts_at)s) AS previous,
    count(*) FILTER (WHERE e.reported_at >= %(starts_at)s AND e.reported_at < %(ends_at)s
        AND e.closed_at IS NOT NULL) AS closed,
    count(*) FILTER (WHERE e.reported_at >= %(starts_at)s AND e.reported_at < %(ends_at)s
        AND NOT e.status_known) AS unknown_status
FROM geodata_event e
JOIN geodata_eventcategory c ON c.id = e.category_id
JOIN geodata_eventcategory top ON top.id = COALESCE(c.parent_id, c.id)
WHERE ((e.reported_at >= %(month_start)s AND e.reported_at <= %(now)s)
       OR (e.reported_at >= %(before_start)s AND e.reported_at < %(ends_at)s))
      AND (%(area_ids)s::bigint[] IS NULL OR e.area_id = ANY(%(area_ids)s::bigint[]))
      AND (%(category_ids)s::bigint[] IS NULL OR e.category_id = ANY(%(category_ids)s::bigint[]))
GROUP BY top.code, top.name, top.name_en
ORDER BY today DESC, period DESC, top.code
