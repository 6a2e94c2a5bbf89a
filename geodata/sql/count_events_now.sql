-- Purpose: today's figures, the same weekday last week, and how open events stand, by priority.
-- Parameters: day_start, now, week_ago_start, week_ago_now (aware times), due_soon_share, yellow_hours, red_hours, area_ids, category_ids (bigint[] or NULL).
-- Columns: reported, closed, on_time_closed, reported_last_week, closed_last_week; per priority open, on_time, due_soon, blue, yellow, red, late_week, late_month (events; the last two less than 7 and 30 days late).
-- Index used: event_open_due_at, event_reported_at, event_closed_at.
WITH reported AS (
    SELECT count(*) FILTER (WHERE e.reported_at >= %(day_start)s) AS today,
        count(*) FILTER (WHERE e.reported_at < %(week_ago_now)s) AS last_week
    FROM geodata_event e
    WHERE e.reported_at >= %(week_ago_start)s AND e.reported_at <= %(now)s
      AND (%(area_ids)s::bigint[] IS NULL OR e.area_id = ANY(%(area_ids)s::bigint[]))
      AND (%(category_ids)s::bigint[] IS NULL OR e.category_id = ANY(%(category_ids)s::bigint[]))
), closed AS (
    SELECT count(*) FILTER (WHERE e.closed_at >= %(day_start)s) AS today,
        count(*) FILTER (WHERE e.closed_at >= %(day_start)s AND e.closed_at <= e.due_at) AS on_time,
        count(*) FILTER (WHERE e.closed_at < %(week_ago_now)s) AS last_week
    FROM geodata_event e
    WHERE e.closed_at >= %(week_ago_start)s AND e.closed_at <= %(now)s
      AND (%(area_ids)s::bigint[] IS NULL OR e.area_id = ANY(%(area_ids)s::bigint[]))
      AND (%(category_ids)s::bigint[] IS NULL OR e.category_id = ANY(%(category_ids)s::bigint[]))
), open_now AS (
    SELECT e.priority, %(now)s - e.due_at AS late,
        (%(now)s - e.reported_at) >= %(due_soon_share)s * (e.due_at - e.reported_at) AS near
    FROM geodata_event e
    WHERE e.closed_at IS NULL AND e.status_known AND e.reported_at <= %(now)s
      AND (%(area_ids)s::bigint[] IS NULL OR e.area_id = ANY(%(area_ids)s::bigint[]))
      AND (%(category_ids)s::bigint[] IS NULL OR e.category_id = ANY(%(category_ids)s::bigint[]))
), levels AS (
    SELECT priority, count(*) AS open,
        count(*) FILTER (WHERE late <= interval '0') AS on_time,
        count(*) FILTER (WHERE late <= interval '0' AND near) AS due_soon,
        count(*) FILTER (WHERE late > interval '0' AND late < make_interval(hours => %(yellow_hours)s)) AS blue,
        count(*) FILTER (WHERE late >= make_interval(hours => %(yellow_hours)s)
            AND late < make_interval(hours => %(red_hours)s)) AS yellow,
        count(*) FILTER (WHERE late >= make_interval(hours => %(red_hours)s)) AS red,
        count(*) FILTER (WHERE late > interval '0' AND late < interval '7 days') AS late_week,
        count(*) FILTER (WHERE late > interval '0' AND late < interval '30 days') AS late_month
    FROM open_now GROUP BY priority
)
SELECT r.today AS reported, r.last_week AS reported_last_week, c.today AS closed, c.on_time AS on_time_closed,
    c.last_week AS closed_last_week, l.priority, l.open, l.on_time, l.due_soon, l.blue, l.yellow, l.red,
    l.late_week, l.late_month
FROM reported r CROSS JOIN closed c LEFT JOIN levels l ON true
