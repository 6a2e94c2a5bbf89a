-- Purpose: a plan holds a cut: its children stand in the grids of their parents, which leave.
-- Parameters: plan, cut (ids).
-- Columns: none (writes geodata_plancut and geodata_planblock).
-- Index used: geodata_block_cut_id, planblock_once.
WITH held AS (INSERT INTO geodata_plancut (plan_id, cut_id) VALUES (%(plan)s, %(cut)s)),
gone AS (
    DELETE FROM geodata_planblock a USING (SELECT DISTINCT parent_id FROM geodata_block WHERE cut_id = %(cut)s) p
    WHERE a.plan_id = %(plan)s AND a.block_id = p.parent_id
    RETURNING a.block_id, a.key
)
INSERT INTO geodata_planblock (plan_id, block_id, version_id, community_id, key)
SELECT %(plan)s, d.id, d.version_id, d.community_id, g.key
FROM geodata_block d JOIN gone g ON g.block_id = d.parent_id
WHERE d.cut_id = %(cut)s
