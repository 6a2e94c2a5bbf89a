-- Purpose: a block of a plan with those that touch it and those that touch these, for cutting it.
-- Parameters: plan, block (ids).
-- Columns: id, number, community (area id), key, households, persons, workplaces, outline (WKB polygon, metres of MEASURE).
-- Index used: geodata_block_geom_id, planblock_once.
WITH near AS MATERIALIZED (
    SELECT b.id, b.version_id, b.geom FROM geodata_block t
    JOIN geodata_block b ON b.version_id = t.version_id AND b.geom && ST_Expand(t.geom, 0.05)
    JOIN geodata_planblock a ON a.plan_id = %(plan)s AND a.block_id = b.id
    WHERE t.id = %(block)s AND ST_DWithin(b.geom, t.geom, 0.05)
),
-- Boxes first, then only blocks the plan has: those it was cut from and those of other plans lie in the same places.
boxed AS MATERIALIZED (
    SELECT c.id, c.geom, a.key, n.geom AS beside FROM near n
    JOIN geodata_block c ON c.version_id = n.version_id AND c.geom && ST_Expand(n.geom, 0.05)
    JOIN geodata_planblock a ON a.plan_id = %(plan)s AND a.block_id = c.id
),
around AS MATERIALIZED (SELECT DISTINCT id, key FROM boxed WHERE ST_DWithin(geom, beside, 0.05))
SELECT b.id, b.number, b.community_id AS community, r.key, b.households, b.persons, b.workplaces, ST_AsBinary(b.geom) AS outline
FROM around r
JOIN geodata_block b ON b.id = r.id
ORDER BY b.id
