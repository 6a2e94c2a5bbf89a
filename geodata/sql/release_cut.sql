-- Purpose: a plan gives a cut up: the parents come back to the grid of their children.
-- Parameters: plan, cut (ids).
-- Columns: none (deletes from geodata_plancut, writes geodata_planblock).
-- Index used: geodata_block_cut_id, planblock_once.
WITH freed AS (DELETE FROM geodata_plancut WHERE plan_id = %(plan)s AND cut_id = %(cut)s),
gone AS (
    DELETE FROM geodata_planblock a USING geodata_block d
    WHERE d.cut_id = %(cut)s AND a.plan_id = %(plan)s AND a.block_id = d.id
    RETURNING d.parent_id, a.version_id, a.community_id, a.key
)
INSERT INTO geodata_planblock (plan_id, block_id, version_id, community_id, key)
SELECT DISTINCT ON (parent_id) %(plan)s, parent_id, version_id, community_id, key FROM gone ORDER BY parent_id, key
