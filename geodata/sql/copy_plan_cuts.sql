-- Purpose: the cuts that hold in another plan hold in a new one.
-- Parameters: plan, base (ids).
-- Columns: none (writes geodata_plancut).
-- Index used: plancut_once.
INSERT INTO geodata_plancut (plan_id, cut_id)
SELECT %(plan)s, cut_id FROM geodata_plancut WHERE plan_id = %(base)s ORDER BY id
