-- Purpose: a block of a plan with those that touch it and those that touch these, for cutting it.
-- Parameters: plan, block (ids).
-- Columns: id, number, community (area id), key, households, persons, workplaces, outline (WKB polygon, metres of MEASURE).
-- Index used: geodata_block_geom_id, planblock_once.
WITH near AS (
    SELECT b.id, b.geom FROM geodata_block t
    JOIN geodata_block b ON b.version_id = t.version_id AND b.geom && ST_Expand(t.geom, 0.05) AND ST_DWithin(b.geom, t.geom, 0.05)
    JOIN geodata_planblock a ON a.plan_id = %(plan)s AND a.block_id = b.id
    WHERE t.id = %(block)s
)
SELECT b.id, b.number, b.community_id AS community, a.key, b.households, b.persons, b.workplaces, ST_AsBinary(b.geom) AS outline
FROM geodata_block b
JOIN geodata_planblock a ON a.plan_id = %(plan)s AND a.block_id = b.id
WHERE b.id IN (SELECT c.id FROM near n JOIN geodata_block c ON c.geom && ST_Expand(n.geom, 0.05) AND ST_DWithin(c.geom, n.geom, 0.05))
ORDER BY b.id
