-- Purpose: whoever served a grid also serves the new grids that took most of their households from it; nobody serves a retired one.
-- Parameters: plan (id).
-- Columns: none (writes geodata_staffarea).
-- Index used: staff_area_once, gridlineage_once.
WITH main AS (
    SELECT DISTINCT ON (l.new_id) l.new_id, l.old_id FROM geodata_gridlineage l
    WHERE l.plan_id = %(plan)s
    ORDER BY l.new_id, l.households DESC, l.area_m2 DESC, l.old_id
),
heir AS (
    SELECT DISTINCT ON (l.old_id) l.old_id, l.new_id FROM geodata_gridlineage l
    WHERE l.plan_id = %(plan)s
    ORDER BY l.old_id, l.households DESC, l.area_m2 DESC, l.new_id
),
retired AS (
    SELECT h.old_id FROM heir h
    WHERE NOT EXISTS (SELECT FROM geodata_plangrid p WHERE p.plan_id = %(plan)s AND p.area_id = h.old_id)
),
added AS (
    INSERT INTO geodata_staffarea (staff_id, area_id, external_key)
    SELECT s.staff_id, m.new_id, NULL FROM main m JOIN geodata_staffarea s ON s.area_id = m.old_id
    UNION
    SELECT s.staff_id, h.new_id, NULL FROM heir h JOIN retired r USING (old_id) JOIN geodata_staffarea s ON s.area_id = h.old_id
    ON CONFLICT (staff_id, area_id) DO NOTHING
)
DELETE FROM geodata_staffarea s USING retired r WHERE s.area_id = r.old_id
