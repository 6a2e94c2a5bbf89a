-- Purpose: the blocks of a plan that goes on from another one.
-- Parameters: plan, base (ids).
-- Columns: none (writes geodata_planblock).
-- Index used: planblock_once.
INSERT INTO geodata_planblock (plan_id, block_id, version_id, community_id, key)
SELECT %(plan)s, block_id, version_id, community_id, key FROM geodata_planblock WHERE plan_id = %(base)s
