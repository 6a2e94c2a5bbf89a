-- Purpose: the outlines of one community's blocks, for drawing them.
-- Parameters: plan, community (ids), today (local day).
-- Columns: number, key, in_force (code of the grid in force at the inner point, or empty), households, persons, workplaces, shape (GeoJSON geometry, degrees EPSG:4326 to a centimetre).
-- Index used: planblock_of_community, geodata_block_pkey, boundary_one_in_force.
SELECT b.number, a.key, COALESCE(g.code, '') AS in_force, b.households, b.persons, b.workplaces,
    ST_AsGeoJSON(ST_Transform(b.geom, 4326), 7) AS shape
FROM geodata_planblock a
JOIN geodata_block b ON b.id = a.block_id
LEFT JOIN geodata_homes_of_blocks(%(plan)s, %(today)s::date, %(community)s) h ON h.block_id = a.block_id
LEFT JOIN geodata_area g ON g.id = h.area_id
WHERE a.plan_id = %(plan)s AND a.community_id = %(community)s
ORDER BY b.number
