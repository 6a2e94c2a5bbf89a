-- Purpose: the grids of some communities in a plan: locks, what decides their band, and their codes.
-- Parameters: plan (id), communities (area ids).
-- Columns: key, community (area id), locked, origin (area id), code (of the grid in force it goes on from, else the one given in the plan), grid_type, grid_kind.
-- Index used: plangrid_key_once.
SELECT p.key, p.community_id AS community, p.locked, p.origin_id AS origin, COALESCE(o.code, p.code) AS code, t.grid_type,
    COALESCE(r.kind, '') AS grid_kind
FROM geodata_plangrid p
LEFT JOIN geodata_area o ON o.id = p.area_id
LEFT JOIN geodata_area r ON r.id = p.origin_id
LEFT JOIN geodata_gridtype t ON t.area_id = p.origin_id
WHERE p.plan_id = %(plan)s AND p.community_id = ANY(%(communities)s::bigint[])
ORDER BY p.key
