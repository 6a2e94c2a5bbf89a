-- Purpose: the grid workers of the district with the grids in force they serve, their community and their subdistrict.
-- Parameters: none.
-- Columns: staff (id), uuid, name, full_time, area (grid id), community (area id), subdistrict (area id).
-- Index used: staff_area_once.
SELECT s.id AS staff, s.uuid, s.name, s.full_time, a.id AS area, c.id AS community, c.parent_id AS subdistrict
FROM geodata_staff s
LEFT JOIN geodata_staffarea w ON w.staff_id = s.id
LEFT JOIN geodata_area a ON a.id = w.area_id AND a.level = 'grid'
LEFT JOIN geodata_area c ON c.id = a.parent_id
WHERE s.role = 'grid_worker'
ORDER BY s.id, a.code
