-- Purpose: the communities of a plan with their grids' households, for the tree.
-- Parameters: plan (id).
-- Columns: code, name, name_en, parent_code, parent_name, parent_name_en, blocks, households, grids (json array of key, code, households, workplaces, blocks, locked, area_id, grid_type, grid_kind).
-- Index used: planblock_grid, geodata_block_pkey.
WITH grid AS (
    SELECT a.community_id, a.key, count(*) AS blocks, sum(b.households) AS households, sum(b.workplaces) AS workplaces
    FROM geodata_planblock a JOIN geodata_block b ON b.id = a.block_id
    WHERE a.plan_id = %(plan)s
    GROUP BY 1, 2
)
SELECT c.code, c.name, c.name_en, s.code AS parent_code, s.name AS parent_name, s.name_en AS parent_name_en,
    sum(g.blocks)::bigint AS blocks, sum(g.households)::bigint AS households,
    json_agg(json_build_object('key', g.key, 'code', COALESCE(k.code, p.code), 'households', g.households, 'workplaces', g.workplaces, 'blocks', g.blocks,
        'locked', p.locked, 'area_id', p.area_id, 'grid_type', t.grid_type, 'grid_kind', COALESCE(o.kind, ''))
        ORDER BY g.key) AS grids
FROM grid g
JOIN geodata_plangrid p ON p.plan_id = %(plan)s AND p.key = g.key
JOIN geodata_area c ON c.id = g.community_id
LEFT JOIN geodata_area s ON s.id = c.parent_id
LEFT JOIN geodata_area o ON o.id = p.origin_id
LEFT JOIN geodata_area k ON k.id = p.area_id
LEFT JOIN geodata_gridtype t ON t.area_id = p.origin_id
GROUP BY c.id, s.id
ORDER BY c.code
