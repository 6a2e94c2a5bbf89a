-- Purpose: visits due and late counted per area of one level in force, with workers on roll and the fixed anchor.
-- Parameters: level, today (local date), midnight (start of today), due_soon_days, yellow_days, red_days, within (subdistrict code or NULL), area_ids (bigint[] or NULL).
-- Columns: uuid, code, name, name_en, total, visited_today, due, due_soon, blue, yellow, red (people), workers (persons), lon, lat (EPSG:4326 degrees).
-- Index used: caresubject_area_due, boundary_one_in_force.
SELECT a.uuid::text AS uuid, a.code, a.name, a.name_en,
    COALESCE(n.total, 0) AS total, COALESCE(n.visited_today, 0) AS visited_today, COALESCE(n.due, 0) AS due,
    COALESCE(n.due_soon, 0) AS due_soon, COALESCE(n.blue, 0) AS blue, COALESCE(n.yellow, 0) AS yellow,
    COALESCE(n.red, 0) AS red, COALESCE(w.workers, 0) AS workers,
    round(ST_X(place.point)::numeric, 6)::float AS lon, round(ST_Y(place.point)::numeric, 6)::float AS lat
FROM geodata_area a
JOIN geodata_boundaryversion b ON b.area_id = a.id AND b.status = 'published' AND b.valid @> %(today)s::date
CROSS JOIN LATERAL (SELECT ST_Transform(b.anchor, 4326) AS point) place
LEFT JOIN (
    SELECT CASE %(level)s WHEN 'grid' THEN t.grid_id WHEN 'community' THEN t.community_id
            ELSE t.subdistrict_id END AS area_id,
        count(*)::int AS total,
        (count(*) FILTER (WHERE s.last_visit_at >= %(midnight)s))::int AS visited_today,
        (count(*) FILTER (WHERE s.late = 0))::int AS due,
        (count(*) FILTER (WHERE s.late BETWEEN -%(due_soon_days)s AND -1))::int AS due_soon,
        (count(*) FILTER (WHERE s.late BETWEEN 1 AND %(yellow_days)s - 1))::int AS blue,
        (count(*) FILTER (WHERE s.late BETWEEN %(yellow_days)s AND %(red_days)s - 1))::int AS yellow,
        (count(*) FILTER (WHERE s.late >= %(red_days)s))::int AS red
    FROM (
        SELECT area_id, last_visit_at, %(today)s::date - next_due_on AS late FROM geodata_caresubject
        WHERE active AND (%(area_ids)s::bigint[] IS NULL OR area_id = ANY(%(area_ids)s::bigint[]))
    ) s
    JOIN geodata_area_tree t ON t.area_id = s.area_id
    GROUP BY 1
) n ON n.area_id = a.id
LEFT JOIN (
    SELECT CASE %(level)s WHEN 'grid' THEN t.grid_id WHEN 'community' THEN t.community_id
            ELSE t.subdistrict_id END AS area_id,
        count(DISTINCT sa.staff_id)::int AS workers
    FROM geodata_staffarea sa
    JOIN geodata_staff p ON p.id = sa.staff_id AND p.role = 'grid_worker'
    JOIN geodata_area_tree t ON t.area_id = sa.area_id
    GROUP BY 1
) w ON w.area_id = a.id
WHERE a.level = %(level)s
  AND (%(within)s::text IS NULL OR a.code LIKE %(within)s || '%%')
  AND (%(area_ids)s::bigint[] IS NULL OR a.id = ANY(%(area_ids)s::bigint[]))
ORDER BY a.code
