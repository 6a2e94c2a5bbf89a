-- Purpose: what the grids of one community took over of those before them, version by version.
-- Parameters: community (area id).
-- Columns: plan (id), plan_name, valid_from (local day), old_code, new_code, households, blocks, area_m2 (m² in MEASURE).
-- Index used: gridlineage_once, geodata_area_pkey.
SELECT p.id AS plan, p.name AS plan_name, p.valid_from, o.code AS old_code, n.code AS new_code, l.households, l.blocks, l.area_m2
FROM geodata_gridlineage l
JOIN geodata_boundaryplan p ON p.id = l.plan_id
JOIN geodata_area o ON o.id = l.old_id
JOIN geodata_area n ON n.id = l.new_id AND n.parent_id = %(community)s
ORDER BY p.valid_from, p.id, o.code, n.code
