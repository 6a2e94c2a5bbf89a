-- Purpose: a page of reports at a place grouped by incident, latest first; incidents are the first reports among them, as in every figure.
-- Parameters: west, south, east, north (EPSG:3857 metres, east and south not included; or NULL), square_west, square_south, square_east, square_north (metres of the measuring CRS, east and north not included; or NULL), srid, grid_id (bigint or NULL), today (local date), zone (name of the local time zone), after (uuid of the last group of the page before, or NULL), row_limit (groups), and those of pass_event_filters but incidents.
-- Columns: first_uuid, category, name, name_en (of the category), first_at, last_at, n (reports), begun (whether the first report is among them), reports, incidents (of all pages), uuid, reported_at, standing (open, late, closed, unknown), source, priority.
-- Index used: event_web_gist, event_reported_at, geodata_event_geom_id, geodata_event_area_id, geodata_boundaryversion_geom_id, boundary_one_in_force.
WITH border AS (
    SELECT v.geom FROM geodata_boundaryversion v
    WHERE v.area_id = %(grid_id)s AND v.status = 'published' AND v.valid @> %(today)s::date
), told AS (
    SELECT e.id, e.uuid, e.reported_at, e.source, e.priority, e.category_id, coalesce(r.first_id, e.id) AS first_id,
        CASE WHEN NOT e.status_known THEN 'unknown' WHEN e.closed_at IS NOT NULL THEN 'closed'
            WHEN e.due_at < %(now)s THEN 'late' ELSE 'open' END AS standing
    FROM geodata_event e LEFT JOIN geodata_repeat r ON r.event_id = e.id
    WHERE /*event filters*/
      AND (%(west)s::float8 IS NULL OR (e.web && ST_MakeEnvelope(%(west)s, %(south)s, %(east)s, %(north)s, 3857)
           AND ST_X(e.web) >= %(west)s AND ST_X(e.web) < %(east)s AND ST_Y(e.web) > %(south)s AND ST_Y(e.web) <= %(north)s))
      AND (%(square_west)s::float8 IS NULL
           OR (e.geom && ST_MakeEnvelope(%(square_west)s, %(square_south)s, %(square_east)s, %(square_north)s, %(srid)s)
               AND ST_X(e.geom) < %(square_east)s AND ST_Y(e.geom) < %(square_north)s))
      -- As count_heat_areas counts by today's borders; a grid that is gone keeps what was reported in it.
      AND (%(grid_id)s::bigint IS NULL OR (e.area_id = %(grid_id)s AND NOT EXISTS (SELECT FROM border))
           OR ((e.area_id = %(grid_id)s OR e.geom && (SELECT geom FROM border)) AND %(grid_id)s = CASE
               WHEN e.reported_at >= (SELECT lower(v.valid)::timestamp AT TIME ZONE %(zone)s
                   FROM geodata_boundaryversion v JOIN geodata_area a ON a.id = v.area_id AND a.level = 'grid'
                   WHERE v.area_id = e.area_id AND v.status = 'published' AND v.valid @> %(today)s::date) THEN e.area_id
               ELSE (SELECT v.area_id FROM geodata_boundaryversion v JOIN geodata_area a ON a.id = v.area_id AND a.level = 'grid'
                   WHERE v.status = 'published' AND v.valid @> %(today)s::date AND ST_Covers(v.geom, e.geom) ORDER BY a.code LIMIT 1) END))
), grouped AS (
    SELECT first_id, min(reported_at) AS first_at, max(reported_at) AS last_at, count(*)::int AS n, bool_or(id = first_id) AS begun, min(category_id) AS category_id,
        (array_agg(uuid ORDER BY reported_at, id))[1] AS first_uuid
    FROM told GROUP BY first_id
), page AS (
    SELECT * FROM grouped
    WHERE %(after)s::uuid IS NULL
        OR (first_at, first_uuid) < (SELECT g.first_at, g.first_uuid FROM grouped g WHERE g.first_uuid = %(after)s::uuid)
    ORDER BY first_at DESC, first_uuid DESC LIMIT %(row_limit)s
)
SELECT p.first_uuid, c.code AS category, c.name, c.name_en, p.first_at, p.last_at, p.n, p.begun,
    (SELECT count(*)::int FROM told) AS reports, (SELECT count(*)::int FROM told WHERE id = first_id) AS incidents,
    t.uuid, t.reported_at, t.standing, t.source, t.priority
FROM page p JOIN told t USING (first_id) JOIN geodata_eventcategory c ON c.id = p.category_id
ORDER BY p.first_at DESC, p.first_uuid DESC, t.reported_at, t.id
