-- Purpose: events of the areas directly below one, with households, grid types, label place and how late open events are.
-- Parameters: child_ids (bigint[]), today (local date), day_start, now, yesterday_now, starts_at, ends_at (aware times), category_ids (bigint[] or NULL).
-- Columns: id, lon, lat (degrees, EPSG:4326), households, types (grids by type), open, overdue, overdue_yesterday (24 h ago), today, period (events), median_late_hours (of overdue ones).
-- Index used: event_reported_at, event_open_due_at.
WITH child AS (
    SELECT t.area_id, c.id
    FROM geodata_area_tree t
    JOIN geodata_area c ON c.id = ANY(%(child_ids)s::bigint[])
        AND c.id IN (t.area_id, t.grid_id, t.community_id, t.subdistrict_id, t.district_id)
), counted AS (
    SELECT child.id,
        count(*) FILTER (WHERE e.closed_at IS NULL AND e.status_known AND e.reported_at <= %(now)s) AS open,
        count(*) FILTER (WHERE e.closed_at IS NULL AND e.status_known AND e.due_at < %(now)s) AS overdue,
        count(*) FILTER (WHERE e.status_known AND e.due_at < %(yesterday_now)s
            AND (e.closed_at IS NULL OR e.closed_at > %(yesterday_now)s)) AS overdue_yesterday,
        count(*) FILTER (WHERE e.reported_at >= %(day_start)s AND e.reported_at <= %(now)s) AS today,
        count(*) FILTER (WHERE e.reported_at >= %(starts_at)s AND e.reported_at < %(ends_at)s) AS period,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM %(now)s - e.due_at) / 3600)
            FILTER (WHERE e.closed_at IS NULL AND e.status_known AND e.due_at < %(now)s) AS median_late_hours
    FROM geodata_event e JOIN child ON child.area_id = e.area_id
    WHERE ((e.closed_at IS NULL AND e.status_known) OR e.reported_at >= %(day_start)s
           OR e.closed_at > %(yesterday_now)s
           OR (e.reported_at >= %(starts_at)s AND e.reported_at < %(ends_at)s))
      AND (%(category_ids)s::bigint[] IS NULL OR e.category_id = ANY(%(category_ids)s::bigint[]))
    GROUP BY child.id
), lived AS (
    SELECT child.id, sum(b.households) AS households
    FROM geodata_building b JOIN child ON child.area_id = b.area_id GROUP BY child.id
), typed AS (
    SELECT k.id, json_object_agg(k.grid_type, k.grids) AS types FROM (
        SELECT child.id, g.grid_type, count(*) AS grids
        FROM geodata_gridtype g JOIN child ON child.area_id = g.area_id GROUP BY 1, 2
    ) k GROUP BY k.id
)
SELECT a.id, ST_X(place.anchor) AS lon, ST_Y(place.anchor) AS lat, COALESCE(l.households, 0)::bigint AS households,
    COALESCE(k.types, '{}'::json) AS types, COALESCE(n.open, 0) AS open, COALESCE(n.overdue, 0) AS overdue,
    COALESCE(n.overdue_yesterday, 0) AS overdue_yesterday, COALESCE(n.today, 0) AS today,
    COALESCE(n.period, 0) AS period, n.median_late_hours
FROM geodata_area a
LEFT JOIN counted n ON n.id = a.id LEFT JOIN lived l ON l.id = a.id LEFT JOIN typed k ON k.id = a.id
LEFT JOIN LATERAL (
    SELECT ST_Transform(b.anchor, 4326) AS anchor FROM geodata_boundaryversion b
    WHERE b.area_id = a.id AND b.status = 'published' AND b.valid @> %(today)s::date
) place ON true
WHERE a.id = ANY(%(child_ids)s::bigint[])
