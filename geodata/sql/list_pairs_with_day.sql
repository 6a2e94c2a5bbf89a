-- Purpose: each block of a plan with its grid there and the grid in force on a day at its inner point.
-- Parameters: plan (id), day (local day), community (area id, or NULL for all).
-- Columns: id, number (of the block), community (area id), households, key, theirs (area id of the grid in force, or NULL).
-- Index used: planblock_once, geodata_boundaryversion_geom_id.
SELECT b.id, b.number, a.community_id AS community, b.households, a.key, near.id AS theirs
FROM geodata_planblock a
JOIN geodata_block b ON b.id = a.block_id
LEFT JOIN LATERAL (
    SELECT g.id FROM geodata_boundaryversion v
    JOIN geodata_area g ON g.id = v.area_id AND g.level = 'grid' AND g.parent_id = a.community_id
    WHERE v.status = 'published' AND v.valid @> %(day)s::date AND ST_Covers(v.geom, b.place)
    ORDER BY g.code LIMIT 1
) near ON true
WHERE a.plan_id = %(plan)s AND (%(community)s::bigint IS NULL OR a.community_id = %(community)s)
ORDER BY b.id
