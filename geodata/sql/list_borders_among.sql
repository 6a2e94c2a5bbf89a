-- Purpose: what runs along the borders among some blocks.
-- Parameters: blocks (ids).
-- Columns: one, other (block ids), length_m (metres in MEASURE), kind, bridge.
-- Index used: blockborder_once.
SELECT one_id AS one, other_id AS other, length_m, kind, bridge FROM geodata_blockborder
WHERE one_id = ANY(%(blocks)s::bigint[]) AND other_id = ANY(%(blocks)s::bigint[])
