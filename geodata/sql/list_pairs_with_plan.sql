-- Purpose: each block of a plan with its grid there and in another plan; where that one cut it otherwise, at its inner point.
-- Parameters: plan, other (ids), community (area id, or NULL for all).
-- Columns: id, number (of the block), community (area id), households, key, theirs (key in the other plan, or NULL).
-- Index used: planblock_once, geodata_block_geom_id.
SELECT b.id, b.number, a.community_id AS community, b.households, a.key, COALESCE(o.key, near.key) AS theirs
FROM geodata_planblock a
JOIN geodata_block b ON b.id = a.block_id
LEFT JOIN geodata_planblock o ON o.plan_id = %(other)s AND o.block_id = b.id
LEFT JOIN LATERAL (
    SELECT p.key FROM geodata_block c JOIN geodata_planblock p ON p.plan_id = %(other)s AND p.block_id = c.id
    WHERE o.key IS NULL AND c.community_id = a.community_id AND ST_Covers(c.geom, b.place)
    ORDER BY p.key LIMIT 1
) near ON true
WHERE a.plan_id = %(plan)s AND (%(community)s::bigint IS NULL OR a.community_id = %(community)s)
ORDER BY b.id
