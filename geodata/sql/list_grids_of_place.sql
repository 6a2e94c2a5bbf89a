-- Purpose: every grid a place ever lay in, with the days it was in force and what made it.
-- Parameters: lon, lat (degrees EPSG:4326), srid (of MEASURE).
-- Columns: code, name, name_en, community, begins, ends (local days, NULL where open), plan (uuid, or NULL), plan_name.
-- Index used: geodata_boundaryversion_geom_id.
SELECT g.code, g.name, g.name_en, c.name AS community, lower(v.valid) AS begins, upper(v.valid) AS ends, p.uuid AS plan,
    COALESCE(p.name, '') AS plan_name
FROM geodata_boundaryversion v
JOIN geodata_area g ON g.id = v.area_id AND g.level = 'grid'
LEFT JOIN geodata_area c ON c.id = g.parent_id
LEFT JOIN geodata_boundaryplan p ON p.id = v.plan_id
WHERE v.status = 'published' AND NOT isempty(v.valid)
    AND ST_Covers(v.geom, ST_Transform(ST_SetSRID(ST_MakePoint(%(lon)s, %(lat)s), 4326), %(srid)s::integer))
ORDER BY lower(v.valid) NULLS FIRST, g.code
