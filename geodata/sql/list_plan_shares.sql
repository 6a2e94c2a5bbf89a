-- Purpose: what each grid of a plan takes over of each grid in force, and of ground in none.
-- Parameters: plan (id), today (local day).
-- Columns: community (code), key, old_id, old_code (null outside every grid), households, blocks, area_m2 (m² in MEASURE).
-- Index used: planblock_once, boundary_one_in_force, geodata_block_place_id.
SELECT c.code AS community, a.key, old.id AS old_id, old.code AS old_code, sum(b.households)::bigint AS households,
    count(*) AS blocks, sum(ST_Area(b.geom)) AS area_m2
FROM geodata_planblock a
JOIN geodata_block b ON b.id = a.block_id
JOIN geodata_area c ON c.id = a.community_id
LEFT JOIN geodata_homes_of_blocks(%(plan)s, %(today)s::date) h ON h.block_id = a.block_id
LEFT JOIN geodata_area old ON old.id = h.area_id
WHERE a.plan_id = %(plan)s
GROUP BY c.code, a.key, old.id, old.code
ORDER BY c.code, a.key, old.code
