-- Purpose: the outlines of one community's blocks, for drawing them.
-- Parameters: plan, community (ids).
-- Columns: number, key, households, persons, workplaces, shape (GeoJSON geometry, degrees EPSG:4326 to a centimetre).
-- Index used: planblock_once, geodata_block_community_id.
SELECT b.number, a.key, b.households, b.persons, b.workplaces, ST_AsGeoJSON(ST_Transform(b.geom, 4326), 7) AS shape
FROM geodata_boundaryplan p
JOIN geodata_block b ON b.version_id = p.version_id AND b.community_id = %(community)s
JOIN geodata_planblock a ON a.plan_id = p.id AND a.block_id = b.id
WHERE p.id = %(plan)s
ORDER BY b.number
