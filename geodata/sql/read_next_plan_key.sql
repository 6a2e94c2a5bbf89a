-- Purpose: the lowest key never used in a plan, by grids there are or by those that operations made or took away and may bring back.
-- Parameters: plan (id).
-- Columns: key.
-- Index used: plangrid_key_once, planoperation_number_once.
SELECT 1 + GREATEST(
    (SELECT max(g.key) FROM geodata_plangrid g WHERE g.plan_id = %(plan)s),
    (SELECT max((k.row ->> 'key')::integer) FROM geodata_planoperation o,
        jsonb_array_elements(COALESCE(o.grids -> 'made', '[]') || COALESCE(o.grids -> 'dropped', '[]')) AS k (row)
     WHERE o.plan_id = %(plan)s)
) AS key
