-- Purpose: the grids of a plan that goes on from another one.
-- Parameters: plan, base (ids).
-- Columns: none (writes geodata_plangrid).
-- Index used: plangrid_key_once.
INSERT INTO geodata_plangrid (plan_id, key, community_id, area_id, origin_id, code, name, locked)
SELECT %(plan)s, key, community_id, area_id, origin_id, '', name, false FROM geodata_plangrid WHERE plan_id = %(base)s
