-- Purpose: the outlines of the blocks of some communities of a plan, for drawing what a suggestion changes.
-- Parameters: plan (id), communities (area ids).
-- Columns: outline (WKB polygon, degrees EPSG:4326), in the order of block ids.
-- Index used: planblock_once, geodata_block_pkey.
SELECT ST_AsBinary(ST_Transform(b.geom, 4326)) AS outline
FROM geodata_planblock a
JOIN geodata_block b ON b.id = a.block_id
WHERE a.plan_id = %(plan)s AND a.community_id = ANY(%(communities)s::bigint[])
ORDER BY b.id
