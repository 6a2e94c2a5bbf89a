-- Purpose: grids, households, events and the most frequent categories of each grid type.
-- Parameters: starts_at, ends_at (aware times), area_ids, category_ids (bigint[] or NULL).
-- Columns: grid_type, grids, households, events, top (json array of code, name, name_en, events; at most three).
-- Index used: event_reported_at, geodata_gridtype_area_id.
WITH typed AS (
    SELECT g.area_id, g.grid_type FROM geodata_gridtype g
    WHERE %(area_ids)s::bigint[] IS NULL OR g.area_id = ANY(%(area_ids)s::bigint[])
), lived AS (
    SELECT t.grid_type, sum(b.households)::bigint AS households
    FROM typed t JOIN geodata_building b ON b.area_id = t.area_id GROUP BY 1
), counted AS (
    SELECT t.grid_type, e.category_id, count(*) AS events
    FROM geodata_event e JOIN typed t ON t.area_id = e.area_id
    WHERE e.reported_at >= %(starts_at)s AND e.reported_at < %(ends_at)s
      AND (%(category_ids)s::bigint[] IS NULL OR e.category_id = ANY(%(category_ids)s::bigint[]))
    GROUP BY 1, 2
), ranked AS (
    SELECT n.*, row_number() OVER (PARTITION BY n.grid_type ORDER BY n.events DESC, n.category_id) AS place
    FROM counted n
), foremost AS (
    SELECT r.grid_type, sum(r.events)::bigint AS events,
        json_agg(json_build_object('code', c.code, 'name', c.name, 'name_en', c.name_en, 'events', r.events)
            ORDER BY r.place) FILTER (WHERE r.place <= 3) AS top
    FROM ranked r JOIN geodata_eventcategory c ON c.id = r.category_id GROUP BY 1
)
SELECT k.grid_type, k.grids, COALESCE(l.households, 0) AS households, COALESCE(n.events, 0) AS events,
    COALESCE(n.top, '[]'::json) AS top
FROM (SELECT grid_type, count(*) AS grids FROM typed GROUP BY 1) k
LEFT JOIN lived l USING (grid_type) LEFT JOIN foremost n USING (grid_type)
ORDER BY k.grid_type
