-- Purpose: events that pass some filters by area of a level in force, with the households and the ground of each.
-- Parameters: level (grid, community or subdistrict), today (local date), within_ids (bigint[] of areas to list, or NULL), and those of pass_event_filters but incidents.
-- Columns: id, uuid, code, name, name_en, reports, incidents, households, km2 (km² in the measuring CRS), all_reports, all_incidents (of the district, areas or not); one row without an area where there is none.
-- Index used: event_reported_at, geodata_area_parent_id, boundary_one_in_force.
WITH line AS (
    SELECT t.area_id, CASE %(level)s WHEN 'grid' THEN t.grid_id WHEN 'community' THEN t.community_id ELSE t.subdistrict_id END AS id
    FROM geodata_area_tree t
), told AS (
    SELECT e.area_id, count(*) AS reports, count(*) FILTER (WHERE r.event_id IS NULL) AS incidents
    FROM geodata_event e LEFT JOIN geodata_repeat r ON r.event_id = e.id
    WHERE /*event filters*/
    GROUP BY e.area_id
), counted AS (
    SELECT line.id, sum(told.reports)::int AS reports, sum(told.incidents)::int AS incidents
    FROM told JOIN line ON line.area_id = told.area_id GROUP BY line.id
), lived AS (
    SELECT line.id, sum(b.households)::int AS households
    FROM (SELECT area_id, sum(households) AS households FROM geodata_building GROUP BY area_id) b
    JOIN line ON line.area_id = b.area_id GROUP BY line.id
), listed AS (
    SELECT a.id, a.uuid::text AS uuid, a.code, a.name, a.name_en, coalesce(c.reports, 0) AS reports,
        coalesce(c.incidents, 0) AS incidents, coalesce(l.households, 0) AS households, ST_Area(v.geom) / 1e6 AS km2
    FROM geodata_boundaryversion v
    JOIN geodata_area a ON a.id = v.area_id AND a.level = %(level)s
    LEFT JOIN counted c ON c.id = a.id LEFT JOIN lived l ON l.id = a.id
    WHERE v.status = 'published' AND v.valid @> %(today)s::date
      AND (%(within_ids)s::bigint[] IS NULL OR a.id = ANY(%(within_ids)s::bigint[]))
)
SELECT listed.*, total.all_reports, total.all_incidents
FROM (SELECT coalesce(sum(reports), 0)::int AS all_reports, coalesce(sum(incidents), 0)::int AS all_incidents FROM told) total
LEFT JOIN listed ON true
ORDER BY listed.code
