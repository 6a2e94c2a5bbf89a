-- Purpose: each block begins in the grid in force its inner point lies in, else in the nearest one of its community.
-- Parameters: plan (id), today (local day).
-- Columns: none (writes geodata_planblock).
-- Index used: plangrid_of_community, boundary_one_in_force.
INSERT INTO geodata_planblock (plan_id, block_id, version_id, community_id, key)
SELECT %(plan)s, b.id, b.version_id, b.community_id, near.key
FROM geodata_block b
CROSS JOIN LATERAL (
    SELECT g.key FROM geodata_plangrid g
    LEFT JOIN geodata_boundaryversion v
        ON v.area_id = g.area_id AND v.status = 'published' AND v.valid @> %(today)s::date
    WHERE g.plan_id = %(plan)s AND g.community_id = b.community_id
    ORDER BY ST_Distance(v.geom, b.place) NULLS LAST, g.key
    LIMIT 1
) near
WHERE b.id IN (SELECT block_id FROM geodata_blocks_of_plan(%(plan)s))
