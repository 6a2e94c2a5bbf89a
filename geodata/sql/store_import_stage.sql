-- Purpose: store the staged rows: changed ones updated, new ones added, each noted for undo.
-- Parameters: target (table), columns (text[]), fixed (jsonb, values of further columns of new rows), run (bigint).
-- Columns: created, updated (rows).
-- Index used: the unique index on external_key of the target.
SELECT created, updated FROM geodata_store_stage(%(target)s, %(columns)s, %(fixed)s::jsonb, %(run)s);
