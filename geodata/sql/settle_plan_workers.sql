-- Purpose: the workers a plan names for its grids serve them, and no other grid workers do.
-- Parameters: plan (id).
-- Columns: none (writes geodata_staffarea).
-- Index used: planworker_once, plangrid_key_once, staff_area_once.
WITH named AS (
    SELECT p.area_id, w.staff_id FROM geodata_planworker w
    JOIN geodata_plangrid p ON p.plan_id = w.plan_id AND p.key = w.key
    WHERE w.plan_id = %(plan)s AND p.area_id IS NOT NULL
),
left_over AS (
    DELETE FROM geodata_staffarea a USING geodata_staff s
    WHERE s.id = a.staff_id AND s.role = 'grid_worker' AND a.area_id IN (SELECT area_id FROM named)
        AND NOT EXISTS (SELECT FROM named n WHERE n.area_id = a.area_id AND n.staff_id = a.staff_id)
)
INSERT INTO geodata_staffarea (staff_id, area_id, external_key)
SELECT staff_id, area_id, NULL FROM named
ON CONFLICT (staff_id, area_id) DO NOTHING
