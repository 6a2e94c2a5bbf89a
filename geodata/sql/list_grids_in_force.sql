-- Purpose: the grids of one community in force on a day, with what decides their band.
-- Parameters: community (id), today (local day).
-- Columns: code, grid_type, grid_kind.
-- Index used: boundary_one_in_force.
SELECT g.code, t.grid_type, g.kind AS grid_kind
FROM geodata_area g
JOIN geodata_boundaryversion v ON v.area_id = g.id AND v.status = 'published' AND v.valid @> %(today)s::date
LEFT JOIN geodata_gridtype t ON t.area_id = g.id
WHERE g.level = 'grid' AND g.parent_id = %(community)s
ORDER BY g.code
