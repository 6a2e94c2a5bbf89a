-- Purpose: the outlines of one community's blocks, for drawing them.
-- Parameters: plan, community (ids), today (local day).
-- Columns: number, key, in_force (code of the grid in force at the inner point, or empty), households, persons, workplaces, shape (GeoJSON geometry, degrees EPSG:4326 to a centimetre).
-- Index used: planblock_once, geodata_block_community_id, geodata_boundaryversion_geom_id.
SELECT b.number, a.key, COALESCE(old.code, '') AS in_force, b.households, b.persons, b.workplaces,
    ST_AsGeoJSON(ST_Transform(b.geom, 4326), 7) AS shape
FROM geodata_boundaryplan p
JOIN geodata_block b ON b.version_id = p.version_id AND b.community_id = %(community)s
JOIN geodata_planblock a ON a.plan_id = p.id AND a.block_id = b.id
LEFT JOIN LATERAL (
    SELECT g.code FROM geodata_boundaryversion v
    JOIN geodata_area g ON g.id = v.area_id AND g.level = 'grid' AND g.parent_id = b.community_id
    WHERE v.status = 'published' AND v.valid @> %(today)s::date AND ST_Covers(v.geom, b.place)
    ORDER BY g.code LIMIT 1
) old ON true
WHERE p.id = %(plan)s
ORDER BY b.number
