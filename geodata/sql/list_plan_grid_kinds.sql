-- Purpose: the grids of one community in a plan with the type and kind of the grids they come from.
-- Parameters: plan, community (ids).
-- Columns: key, name, locked, code (of the grid in force it goes on from, else the one given in the plan, if any), grid_type, grid_kind.
-- Index used: plangrid_of_community.
SELECT p.key, p.name, p.locked, COALESCE(o.code, p.code) AS code, t.grid_type, COALESCE(r.kind, '') AS grid_kind
FROM geodata_plangrid p
LEFT JOIN geodata_area o ON o.id = p.area_id
LEFT JOIN geodata_area r ON r.id = p.origin_id
LEFT JOIN geodata_gridtype t ON t.area_id = p.origin_id
WHERE p.plan_id = %(plan)s AND p.community_id = %(community)s
ORDER BY p.key
