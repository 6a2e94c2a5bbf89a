-- Purpose: the blocks of a plan with their grids, for a printed sheet.
-- Parameters: plan (id).
-- Columns: key, households, outline (WKB polygon, degrees EPSG:4326).
-- Index used: planblock_once, geodata_block_pkey.
SELECT a.key, b.households, ST_AsBinary(ST_Transform(b.geom, 4326)) AS outline
FROM geodata_planblock a JOIN geodata_block b ON b.id = a.block_id
WHERE a.plan_id = %(plan)s
ORDER BY b.id
