-- Purpose: after staged rows are stored, pieces of theirs that the file no longer has are removed, noted for undo.
-- Parameters: target (table), run (bigint).
-- Columns: removed, kept (pieces; kept = edited by hand or in use), updated (rows of the file changed by that alone).
-- Index used: the unique index on external_key of the target.
SELECT removed, kept, updated FROM geodata_drop_pieces(%(target)s, %(run)s);
