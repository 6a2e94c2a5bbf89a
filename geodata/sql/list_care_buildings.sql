-- Purpose: visits due and late counted per building of the viewer's own areas, without names and categories.
-- Parameters: today (local date), midnight (start of today), due_soon_days, yellow_days, red_days, area_ids (bigint[]).
-- Columns: uuid, address, grid_code, grid_name, total, visited_today, due, due_soon, blue, yellow, red (people), days_late (days of the latest), lon, lat (EPSG:4326 degrees).
-- Index used: caresubject_area_due.
SELECT b.uuid::text AS uuid, b.address, a.code AS grid_code, a.name AS grid_name, n.total, n.visited_today,
    n.due, n.due_soon, n.blue, n.yellow, n.red, n.days_late,
    round(ST_X(place.point)::numeric, 6)::float AS lon, round(ST_Y(place.point)::numeric, 6)::float AS lat
FROM (
    SELECT building_id, min(area_id) AS area_id, count(*)::int AS total,
        (count(*) FILTER (WHERE last_visit_at >= %(midnight)s))::int AS visited_today,
        (count(*) FILTER (WHERE late = 0))::int AS due,
        (count(*) FILTER (WHERE late BETWEEN -%(due_soon_days)s AND -1))::int AS due_soon,
        (count(*) FILTER (WHERE late BETWEEN 1 AND %(yellow_days)s - 1))::int AS blue,
        (count(*) FILTER (WHERE late BETWEEN %(yellow_days)s AND %(red_days)s - 1))::int AS yellow,
        (count(*) FILTER (WHERE late >= %(red_days)s))::int AS red,
        greatest(max(late), 0) AS days_late
    FROM (
        SELECT building_id, area_id, last_visit_at, %(today)s::date - next_due_on AS late
        FROM geodata_caresubject WHERE active AND area_id = ANY(%(area_ids)s::bigint[])
    ) s
    GROUP BY building_id
) n
JOIN geodata_building b ON b.id = n.building_id
JOIN geodata_area a ON a.id = n.area_id
CROSS JOIN LATERAL (SELECT ST_Transform(ST_PointOnSurface(b.geom), 4326) AS point) place
ORDER BY n.red DESC, n.yellow DESC, n.blue DESC, n.due DESC, n.due_soon DESC, n.days_late DESC, a.code, b.address, b.uuid
