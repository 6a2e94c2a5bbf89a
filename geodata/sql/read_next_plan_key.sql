-- Purpose: the lowest key never used in a plan, by grids there are or by operations that may come back.
-- Parameters: plan (id).
-- Columns: key.
-- Index used: plangrid_key_once, planoperation_number_once.
SELECT 1 + GREATEST(
    (SELECT max(g.key) FROM geodata_plangrid g WHERE g.plan_id = %(plan)s),
    (SELECT max(k.key) FROM geodata_planoperation o, unnest(o.before || o.after) AS k (key) WHERE o.plan_id = %(plan)s)
) AS key
