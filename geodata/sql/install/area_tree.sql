-- Purpose: every area with its ancestors, and the boundary in force on each day.
-- Parameters: none.
-- Columns: geodata_area_tree area_id, level, code, grid_id, community_id, subdistrict_id, district_id (bigint, NULL where the level is missing).
-- Index used: geodata_area_pkey.
CREATE OR REPLACE VIEW geodata_area_tree AS
SELECT a.id AS area_id, a.level, a.code,
    CASE a.level WHEN 'grid' THEN a.id END AS grid_id,
    CASE a.level WHEN 'community' THEN a.id WHEN 'grid' THEN p1.id END AS community_id,
    CASE a.level WHEN 'subdistrict' THEN a.id WHEN 'community' THEN p1.id WHEN 'grid' THEN p2.id END AS subdistrict_id,
    CASE a.level WHEN 'district' THEN a.id WHEN 'subdistrict' THEN p1.id WHEN 'community' THEN p2.id
        WHEN 'grid' THEN p3.id END AS district_id
FROM geodata_area a
LEFT JOIN geodata_area p1 ON p1.id = a.parent_id
LEFT JOIN geodata_area p2 ON p2.id = p1.parent_id
LEFT JOIN geodata_area p3 ON p3.id = p2.parent_id;
