-- Purpose: which blocks of one community in a version touch each other, and how.
-- Parameters: version, community (ids).
-- Columns: one, other (block ids), length_m (metres in MEASURE), kind.
-- Index used: geodata_block_community_id, blockborder_once.
SELECT e.one_id AS one, e.other_id AS other, e.length_m, e.kind
FROM geodata_block b
JOIN geodata_blockborder e ON e.one_id = b.id
JOIN geodata_block c ON c.id = e.other_id AND c.community_id = b.community_id AND c.cut_id IS NULL
WHERE b.version_id = %(version)s AND b.cut_id IS NULL AND b.community_id = %(community)s
ORDER BY e.one_id, e.other_id
