-- Purpose: people in care counted per area of one level at its fixed anchor, without categories.
-- Parameters: xmin, ymin, xmax, ymax (EPSG:3857 metres), level, today (local date), due_soon_days, yellow_days, red_days, area_ids (bigint[] or NULL), minimum (counts below it are withheld).
-- Columns: id, geom (EPSG:3857 point), code, name, uuid, total, due, due_soon, blue, yellow, red (people).
-- Index used: boundary_web_anchor_gist, boundary_one_in_force, caresubject_area_due.
SELECT a.id, b.web_anchor AS geom, a.code, a.name, a.uuid::text AS uuid,
    n.total, n.due, n.due_soon, n.blue, n.yellow, n.red
FROM (
    SELECT CASE %(level)s WHEN 'grid' THEN t.grid_id WHEN 'community' THEN t.community_id
            ELSE t.subdistrict_id END AS area_id,
        count(*)::int AS total,
        (count(*) FILTER (WHERE late = 0))::int AS due,
        (count(*) FILTER (WHERE late BETWEEN -%(due_soon_days)s AND -1))::int AS due_soon,
        (count(*) FILTER (WHERE late BETWEEN 1 AND %(yellow_days)s - 1))::int AS blue,
        (count(*) FILTER (WHERE late BETWEEN %(yellow_days)s AND %(red_days)s - 1))::int AS yellow,
        (count(*) FILTER (WHERE late >= %(red_days)s))::int AS red
    FROM (
        SELECT area_id, %(today)s::date - next_due_on AS late FROM geodata_caresubject
        WHERE active AND (%(area_ids)s::bigint[] IS NULL OR area_id = ANY(%(area_ids)s::bigint[]))
    ) s
    JOIN geodata_area_tree t ON t.area_id = s.area_id
    GROUP BY 1
) n
JOIN geodata_area a ON a.id = n.area_id
JOIN geodata_boundaryversion b ON b.area_id = a.id AND b.status = 'published' AND b.valid @> %(today)s::date
WHERE b.web_anchor && ST_MakeEnvelope(%(xmin)s, %(ymin)s, %(xmax)s, %(ymax)s, 3857) AND n.total >= %(minimum)s
