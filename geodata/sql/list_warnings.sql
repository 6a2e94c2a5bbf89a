-- Purpose: the warnings seen lately, with the names of where they are; what was found last stands first.
-- Parameters: seen_since (local date), today (local date), row_limit.
-- Columns: uuid, category, category_name, category_name_en, state, starts_on, raised_on, last_seen_on, observed, expected, reports, recurrence_days, muted_until, acknowledged_at, acknowledged_by (name), lon, lat (degrees, EPSG:4326), side_m, west, south, east, north (degrees), subdistrict, subdistrict_en, community, community_en, grid_code, grid_uuid.
-- Index used: emergingwarning_last_seen, geodata_boundaryversion_geom_id (GiST), boundary_one_in_force.
SELECT w.uuid::text AS uuid, c.code AS category, c.name AS category_name, coalesce(nullif(c.name_en, ''), c.name) AS category_name_en,
    w.state, w.starts_on, w.raised_on, w.last_seen_on, w.observed, w.expected, w.reports, w.recurrence_days, w.muted_until,
    w.acknowledged_at, p.name AS acknowledged_by, ST_X(m.middle) AS lon, ST_Y(m.middle) AS lat,
    ST_XMax(w.geom) - ST_XMin(w.geom) AS side_m, ST_XMin(m.box) AS west, ST_YMin(m.box) AS south, ST_XMax(m.box) AS east, ST_YMax(m.box) AS north,
    s.name AS subdistrict, s.name_en AS subdistrict_en, k.name AS community, k.name_en AS community_en, g.code AS grid_code, g.uuid::text AS grid_uuid
FROM geodata_emergingwarning w
JOIN geodata_eventcategory c ON c.id = w.category_id
LEFT JOIN geodata_staff p ON p.id = w.acknowledged_by_id
CROSS JOIN LATERAL (SELECT ST_Transform(ST_Centroid(w.geom), 4326) AS middle, ST_Transform(w.geom, 4326) AS box) m
LEFT JOIN LATERAL (
    SELECT b.area_id FROM geodata_boundaryversion b JOIN geodata_area x ON x.id = b.area_id
    WHERE b.status = 'published' AND b.valid @> %(today)s::date AND ST_Covers(b.geom, ST_Centroid(w.geom))
    ORDER BY length(x.code) DESC, x.code
    LIMIT 1
) f ON true
LEFT JOIN geodata_area_tree t ON t.area_id = f.area_id
LEFT JOIN geodata_area s ON s.id = t.subdistrict_id
LEFT JOIN geodata_area k ON k.id = t.community_id
LEFT JOIN geodata_area g ON g.id = t.grid_id
WHERE w.last_seen_on > %(seen_since)s
ORDER BY w.last_seen_on DESC, w.recurrence_days DESC, w.id DESC
LIMIT %(row_limit)s
