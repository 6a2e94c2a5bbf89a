-- Purpose: the grids of a plan as one side of a comparison.
-- Parameters: plan (id), community (area id, or NULL for all).
-- Columns: ident (key), area (id of the grid it goes on from, or NULL), community (area id), code, name, grid_type, grid_kind.
-- Index used: plangrid_key_once.
SELECT p.key AS ident, p.area_id AS area, p.community_id AS community, COALESCE(NULLIF(p.code, ''), o.code, '') AS code, p.name,
    t.grid_type, COALESCE(r.kind, '') AS grid_kind
FROM geodata_plangrid p
LEFT JOIN geodata_area o ON o.id = p.area_id
LEFT JOIN geodata_area r ON r.id = p.origin_id
LEFT JOIN geodata_gridtype t ON t.area_id = p.origin_id
WHERE p.plan_id = %(plan)s AND (%(community)s::bigint IS NULL OR p.community_id = %(community)s)
ORDER BY p.key
