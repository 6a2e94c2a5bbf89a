-- Purpose: events that pass some filters by area of a level, by today's borders or by those of the day each was reported, with the households and the ground of each area.
-- Parameters: level (grid, community or subdistrict), today, first_day, last_day (local dates), as_then (boolean: areas and borders as they were), zone (name of the local time zone), within_ids (bigint[] of areas to list, or NULL), and those of pass_event_filters but incidents.
-- Columns: id, uuid, code, name, name_en, reports, incidents, households, km2 (km² in the measuring CRS), all_reports, all_incidents (of the district, areas or not); one row without an area where there is none.
-- Index used: event_reported_at, geodata_repeat_pkey, geodata_boundaryversion_geom_id, geodata_area_parent_id, boundary_one_in_force.
WITH line AS (
    SELECT t.area_id, CASE %(level)s WHEN 'grid' THEN t.grid_id WHEN 'community' THEN t.community_id ELSE t.subdistrict_id END AS id
    FROM geodata_area_tree t
), standing AS (
    SELECT v.area_id, lower(v.valid)::timestamp AT TIME ZONE %(zone)s AS since
    FROM geodata_boundaryversion v JOIN geodata_area a ON a.id = v.area_id AND a.level = %(level)s
    WHERE v.status = 'published' AND v.valid @> %(today)s::date
), told AS (
    -- Where the border has stood since the report, the area of that day is that of today.
    SELECT e.geom, r.event_id IS NULL AS first_one,
        CASE WHEN %(as_then)s OR e.reported_at >= s.since THEN line.id END AS area_id
    FROM geodata_event e
    LEFT JOIN line ON line.area_id = e.area_id LEFT JOIN standing s ON s.area_id = line.id
    LEFT JOIN geodata_repeat r ON r.event_id = e.id
    WHERE /*event filters*/
), placed AS (
    SELECT area_id, first_one FROM told WHERE area_id IS NOT NULL OR %(as_then)s
    UNION ALL
    SELECT (SELECT v.area_id FROM geodata_boundaryversion v JOIN geodata_area a ON a.id = v.area_id AND a.level = %(level)s
            WHERE v.status = 'published' AND v.valid @> %(today)s::date AND ST_Covers(v.geom, told.geom) ORDER BY a.code LIMIT 1),
        first_one
    FROM told WHERE area_id IS NULL AND NOT %(as_then)s
), counted AS (
    SELECT area_id AS id, count(*)::int AS reports, (count(*) FILTER (WHERE first_one))::int AS incidents FROM placed GROUP BY area_id
), lived AS (
    SELECT line.id, sum(b.households)::int AS households
    FROM (SELECT area_id, sum(households) AS households FROM geodata_building GROUP BY area_id) b
    JOIN line ON line.area_id = b.area_id GROUP BY line.id
), ground AS (
    SELECT DISTINCT ON (v.area_id) v.area_id, ST_Area(v.geom) / 1e6 AS km2
    FROM geodata_boundaryversion v
    WHERE v.status = 'published' AND CASE WHEN %(as_then)s THEN v.valid && daterange(%(first_day)s::date, %(last_day)s::date, '[]')
        ELSE v.valid @> %(today)s::date END
    ORDER BY v.area_id, lower(v.valid) DESC
), listed AS (
    SELECT a.id, a.uuid::text AS uuid, a.code, a.name, a.name_en, coalesce(c.reports, 0) AS reports,
        coalesce(c.incidents, 0) AS incidents, coalesce(l.households, 0) AS households, g.km2
    FROM geodata_area a
    JOIN ground g ON g.area_id = a.id
    LEFT JOIN counted c ON c.id = a.id LEFT JOIN lived l ON l.id = a.id
    WHERE a.level = %(level)s AND (%(within_ids)s::bigint[] IS NULL OR a.id = ANY(%(within_ids)s::bigint[]))
)
SELECT listed.*, total.all_reports, total.all_incidents
FROM (SELECT coalesce(sum(reports), 0)::int AS all_reports, coalesce(sum(incidents), 0)::int AS all_incidents FROM counted) total
LEFT JOIN listed ON true
ORDER BY listed.code
