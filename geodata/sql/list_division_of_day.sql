-- Purpose: the grids in force on a day as one side of a comparison.
-- Parameters: day (local day), community (area id, or NULL for all).
-- Columns: ident, area (area id, twice), community (area id), code, name, grid_type, grid_kind.
-- Index used: boundary_one_in_force.
SELECT g.id AS ident, g.id AS area, g.parent_id AS community, g.code, g.name, t.grid_type, g.kind AS grid_kind
FROM geodata_area g
JOIN geodata_boundaryversion v ON v.area_id = g.id AND v.status = 'published' AND v.valid @> %(day)s::date
LEFT JOIN geodata_gridtype t ON t.area_id = g.id
WHERE g.level = 'grid' AND (%(community)s::bigint IS NULL OR g.parent_id = %(community)s)
ORDER BY g.code
