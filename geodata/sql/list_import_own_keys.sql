-- Purpose: keys that look like those of pieces (B1#2) but are what a file calls a row by.
-- Parameters: target (table).
-- Columns: external_key (text).
-- Index used: none (import runs are few).
SELECT external_key FROM geodata_numbered_keys(%(target)s) WHERE own;
