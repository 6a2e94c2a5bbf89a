-- Purpose: the current version of some kinds of data.
-- Parameters: kinds (text[]).
-- Columns: kind, version, mark (tells apart the same version before and after a database was read back).
-- Index used: geodata_dataversion_pkey.
SELECT kind, version, version::text || '@' || extract(epoch FROM changed_at)::text AS mark
FROM geodata_dataversion WHERE kind = ANY(%(kinds)s)
