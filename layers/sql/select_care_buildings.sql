-- Purpose: people in care counted per building of the viewer's own areas, without categories.
-- Parameters: xmin, ymin, xmax, ymax (EPSG:3857 metres), today (local date), due_soon_days, yellow_days, red_days, area_ids (bigint[]).
-- Columns: id, geom (EPSG:3857 point), total, due, due_soon, blue, yellow, red (people).
-- Index used: caresubject_area_due, geodata_caresubject_area_id.
SELECT b.id, ST_PointOnSurface(b.web) AS geom,
    count(*)::int AS total,
    (count(*) FILTER (WHERE late = 0))::int AS due,
    (count(*) FILTER (WHERE late BETWEEN -%(due_soon_days)s AND -1))::int AS due_soon,
    (count(*) FILTER (WHERE late BETWEEN 1 AND %(yellow_days)s - 1))::int AS blue,
    (count(*) FILTER (WHERE late BETWEEN %(yellow_days)s AND %(red_days)s - 1))::int AS yellow,
    (count(*) FILTER (WHERE late >= %(red_days)s))::int AS red
FROM (
    SELECT building_id, %(today)s::date - next_due_on AS late FROM geodata_caresubject
    WHERE active AND area_id = ANY(%(area_ids)s::bigint[])
) s
JOIN geodata_building b ON b.id = s.building_id
WHERE b.web && ST_MakeEnvelope(%(xmin)s, %(ymin)s, %(xmax)s, %(ymax)s, 3857)
GROUP BY b.id
