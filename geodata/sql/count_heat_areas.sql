-- Purpose: events that pass some filters by area of a level, by today's borders or by those of the day each was reported, with the households and the ground of each area.
-- Parameters: level (grid, community or subdistrict), today, first_day, last_day (local dates), as_then (boolean: areas and borders as they were), zone (name of the local time zone), within_ids (bigint[] of areas to list, or NULL), kept (boolean: the kept counts know what is asked), and those of pass_event_filters but incidents.
-- Columns: id, uuid, code, name, name_en, reports, incidents, households, km2 (km² in the measuring CRS), all_reports, all_incidents (of the district, areas or not); one row without an area where there is none.
-- Index used: heatcount_day_kinds, event_reported_at, geodata_event_area_id, geodata_repeat_pkey, geodata_boundaryversion_geom_id, geodata_area_parent_id, boundary_one_in_force.
WITH line AS (
    SELECT t.area_id, CASE %(level)s WHEN 'grid' THEN t.grid_id WHEN 'community' THEN t.community_id ELSE t.subdistrict_id END AS id
    FROM geodata_area_tree t
), standing AS (
    SELECT v.area_id, lower(v.valid)::timestamp AT TIME ZONE %(zone)s AS since
    FROM geodata_boundaryversion v JOIN geodata_area a ON a.id = v.area_id AND a.level = %(level)s
    WHERE v.status = 'published' AND v.valid @> %(today)s::date
), due AS (
    SELECT DISTINCT day FROM geodata_heatdue WHERE day BETWEEN %(first_day)s AND %(last_day)s
), numbers AS (
    SELECT k.day, k.area_id, sum(k.n) AS n, sum(k.again) AS again
    FROM (SELECT e.day, unnest(e.areas) AS area_id, unnest(e.area_events) AS n, unnest(e.area_repeats) AS again
        FROM geodata_heatcount e
        WHERE %(kept)s AND e.day BETWEEN %(first_day)s AND %(last_day)s AND NOT EXISTS (SELECT FROM due WHERE due.day = e.day)
          AND /*heat kinds*/) k
    GROUP BY 1, 2
), moved AS (
    -- Areas whose border is younger than some of the reports, or that are gone: these are placed one by one. Only
    -- those that the counts name: asked for areas without events, the database reads all events of the period.
    SELECT a.id, least(coalesce(s.since, %(ends_at)s), %(ends_at)s) AS until
    FROM geodata_area a LEFT JOIN line ON line.area_id = a.id LEFT JOIN standing s ON s.area_id = line.id
    WHERE %(kept)s AND NOT %(as_then)s AND (s.since IS NULL OR s.since > %(starts_at)s)
      AND a.id IN (SELECT area_id FROM numbers)
), told AS (
    SELECT e.id, e.area_id, e.reported_at, e.geom FROM geodata_event e WHERE NOT %(kept)s AND /*event filters*/
    UNION ALL
    SELECT e.id, e.area_id, e.reported_at, e.geom
    -- Day by day (OFFSET 0): planned as one join, all events are read even where no day is due.
    FROM due CROSS JOIN LATERAL (SELECT * FROM geodata_event t
        WHERE t.reported_at >= geodata_day_starts(due.day) AND t.reported_at < geodata_day_starts(due.day + 1) OFFSET 0) e
    WHERE %(kept)s AND /*heat kinds*/
    UNION ALL
    SELECT e.id, e.area_id, e.reported_at, e.geom
    FROM geodata_event e
    WHERE %(kept)s AND NOT %(as_then)s AND e.area_id IS NULL AND e.reported_at >= %(starts_at)s AND e.reported_at < %(ends_at)s
      AND /*heat kinds*/ AND NOT EXISTS (SELECT FROM due WHERE due.day = geodata_local_day(e.reported_at))
    UNION ALL
    SELECT e.id, e.area_id, e.reported_at, e.geom
    FROM moved JOIN geodata_event e ON e.area_id = moved.id AND e.reported_at >= %(starts_at)s AND e.reported_at < moved.until
    WHERE /*heat kinds*/ AND NOT EXISTS (SELECT FROM due WHERE due.day = geodata_local_day(e.reported_at))
), seen AS (
    -- Where the border has stood since the report, the area of that day is that of today.
    SELECT told.geom, (r.event_id IS NULL)::integer AS first_one,
        CASE WHEN %(as_then)s OR told.reported_at >= s.since THEN line.id END AS area_id
    FROM told
    LEFT JOIN line ON line.area_id = told.area_id LEFT JOIN standing s ON s.area_id = line.id
    LEFT JOIN geodata_repeat r ON r.event_id = told.id
), placed AS (
    SELECT area_id, 1 AS reports, first_one AS incidents FROM seen WHERE area_id IS NOT NULL OR %(as_then)s
    UNION ALL
    SELECT (SELECT v.area_id FROM geodata_boundaryversion v JOIN geodata_area a ON a.id = v.area_id AND a.level = %(level)s
            WHERE v.status = 'published' AND v.valid @> %(today)s::date AND ST_Covers(v.geom, seen.geom) ORDER BY a.code LIMIT 1),
        1, first_one
    FROM seen WHERE area_id IS NULL AND NOT %(as_then)s
    UNION ALL
    SELECT line.id, n, n - again
    FROM numbers LEFT JOIN line ON line.area_id = numbers.area_id LEFT JOIN standing s ON s.area_id = line.id
    WHERE %(as_then)s OR geodata_day_starts(numbers.day) >= s.since
), counted AS (
    SELECT area_id AS id, sum(reports)::int AS reports, sum(incidents)::int AS incidents FROM placed GROUP BY area_id
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
