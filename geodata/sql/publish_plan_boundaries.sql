-- Purpose: every grid of a plan gets its border from the plan's blocks, in force from a day.
-- Parameters: plan (id), day (local day).
-- Columns: none (writes geodata_boundaryversion, geometry in MEASURE).
-- Index used: planblock_grid, plangrid_key_once.
INSERT INTO geodata_boundaryversion (uuid, area_id, valid, status, geom, anchor, plan_id)
SELECT gen_random_uuid(), p.area_id, daterange(%(day)s::date, NULL), 'published', u.geom,
    (ST_MaximumInscribedCircle(u.geom)).center, p.plan_id
FROM geodata_plangrid p
CROSS JOIN LATERAL (
    SELECT ST_Multi(ST_Union(b.geom)) AS geom
    FROM geodata_planblock a JOIN geodata_block b ON b.id = a.block_id
    WHERE a.plan_id = p.plan_id AND a.key = p.key
) u
WHERE p.plan_id = %(plan)s
