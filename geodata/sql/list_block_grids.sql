-- Purpose: the grid in force each block of a plan lies in.
-- Parameters: plan (id), today (local day).
-- Columns: id, grid (area id, null outside every grid).
-- Index used: planblock_once, geodata_boundaryversion_geom_id.
SELECT b.id, g.grid
FROM geodata_planblock a
JOIN geodata_block b ON b.id = a.block_id
LEFT JOIN LATERAL (
    SELECT o.id AS grid FROM geodata_boundaryversion v
    JOIN geodata_area o ON o.id = v.area_id AND o.level = 'grid' AND o.parent_id = a.community_id
    WHERE v.status = 'published' AND v.valid @> %(today)s::date AND ST_Covers(v.geom, b.place)
    ORDER BY o.code LIMIT 1
) g ON true
WHERE a.plan_id = %(plan)s
ORDER BY b.id
