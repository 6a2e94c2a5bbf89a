-- Purpose: the borders between blocks of one community each, without those that plans cut, of a version or of some of its communities.
-- Parameters: version (id), communities (area ids, or NULL for all).
-- Columns: one, other (block ids), length_m, kind.
-- Index used: blockborder_once, geodata_block_pkey.
SELECT e.one_id AS one, e.other_id AS other, e.length_m, e.kind
FROM geodata_blockborder e
JOIN geodata_block a ON a.id = e.one_id AND a.cut_id IS NULL
JOIN geodata_block b ON b.id = e.other_id AND b.community_id = a.community_id AND b.cut_id IS NULL
WHERE e.version_id = %(version)s
  AND (%(communities)s::bigint[] IS NULL OR a.community_id = ANY(%(communities)s::bigint[]))
ORDER BY e.one_id, e.other_id
