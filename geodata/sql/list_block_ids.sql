-- Purpose: the blocks of a version by number, for what refers to them.
-- Parameters: version (id).
-- Columns: id, number.
-- Index used: block_number_once.
SELECT id, number FROM geodata_block WHERE version_id = %(version)s ORDER BY number
