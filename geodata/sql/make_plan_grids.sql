-- Purpose: the grids a plan begins with: those in force in communities that have blocks, and one for each community without.
-- Parameters: plan, version (ids), today (local day).
-- Columns: none (writes geodata_plangrid).
-- Index used: geodata_block_community_id, boundary_one_in_force.
INSERT INTO geodata_plangrid (plan_id, key, community_id, area_id, origin_id, code, name, locked)
SELECT %(plan)s, row_number() OVER (ORDER BY c.code, g.code), c.id, g.id, g.id, '', COALESCE(g.name, ''), false
FROM geodata_area c
LEFT JOIN (
    SELECT a.id, a.code, a.name, a.parent_id FROM geodata_area a
    JOIN geodata_boundaryversion v ON v.area_id = a.id AND v.status = 'published' AND v.valid @> %(today)s::date
    WHERE a.level = 'grid'
) g ON g.parent_id = c.id
WHERE c.level = 'community' AND EXISTS (SELECT FROM geodata_block b WHERE b.community_id = c.id AND b.version_id = %(version)s)
