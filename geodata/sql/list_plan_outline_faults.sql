-- Purpose: communities whose blocks in a plan do not make up their border in force.
-- Parameters: plan (id), today (local day).
-- Columns: community (code), differing_m2 (m² in MEASURE).
-- Index used: planblock_once, boundary_one_in_force.
SELECT c.code AS community, ST_Area(ST_SymDifference(u.geom, v.geom)) AS differing_m2
FROM geodata_boundaryplan p
JOIN LATERAL (
    SELECT b.community_id, ST_Union(b.geom) AS geom FROM geodata_planblock a JOIN geodata_block b ON b.id = a.block_id
    WHERE a.plan_id = p.id GROUP BY 1
) u ON true
JOIN geodata_area c ON c.id = u.community_id
JOIN geodata_boundaryversion v ON v.area_id = c.id AND v.status = 'published' AND v.valid @> %(today)s::date
WHERE p.id = %(plan)s AND ST_Area(ST_SymDifference(u.geom, v.geom)) > 1
ORDER BY c.code
