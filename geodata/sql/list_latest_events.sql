-- Purpose: the open events that are latest, with the names of where they are.
-- Parameters: now (aware time), row_limit, area_ids, category_ids (bigint[] or NULL).
-- Columns: uuid, lon, lat (degrees, EPSG:4326), category, category_en, subdistrict, community, grid_code, late_hours, step, department, department_en.
-- Index used: event_open_due_at.
SELECT e.uuid::text AS uuid, ST_X(p.place) AS lon, ST_Y(p.place) AS lat, c.name AS category, c.name_en AS category_en, s.name AS subdistrict,
    s.name_en AS subdistrict_en, m.name AS community, m.name_en AS community_en, g.code AS grid_code,
    extract(epoch FROM %(now)s - e.due_at)::float8 / 3600 AS late_hours, e.step, d.name AS department,
    d.name_en AS department_en
FROM geodata_event e
CROSS JOIN LATERAL (SELECT ST_Transform(e.geom, 4326) AS place) p
JOIN geodata_eventcategory c ON c.id = e.category_id
LEFT JOIN geodata_department d ON d.id = e.department_id
LEFT JOIN geodata_area_tree t ON t.area_id = e.area_id
LEFT JOIN geodata_area s ON s.id = t.subdistrict_id
LEFT JOIN geodata_area m ON m.id = t.community_id
LEFT JOIN geodata_area g ON g.id = t.grid_id
WHERE e.closed_at IS NULL AND e.status_known AND e.due_at < %(now)s
      AND (%(area_ids)s::bigint[] IS NULL OR e.area_id = ANY(%(area_ids)s::bigint[]))
      AND (%(category_ids)s::bigint[] IS NULL OR e.category_id = ANY(%(category_ids)s::bigint[]))
ORDER BY e.due_at, e.id
LIMIT %(row_limit)s
