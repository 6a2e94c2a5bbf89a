-- Purpose: the current version of some kinds of data.
-- Parameters: kinds (text[]).
-- Columns: kind, version.
-- Index used: geodata_dataversion_pkey.
SELECT kind, version FROM geodata_dataversion WHERE kind = ANY(%(kinds)s)
