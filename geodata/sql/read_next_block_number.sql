-- Purpose: the next number of a block of a version; others wait for theirs until the transaction ends.
-- Parameters: version (id).
-- Columns: number.
-- Index used: block_number_once.
SELECT 1 + max(b.number) AS number FROM geodata_block b
WHERE b.version_id = (SELECT v.id FROM geodata_blockversion v WHERE v.id = %(version)s FOR UPDATE)
