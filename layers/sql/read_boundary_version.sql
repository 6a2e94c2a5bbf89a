-- Purpose: which boundaries are in force on a day, in two short words.
-- Parameters: today (local date).
-- Columns: version (of areas), last_day (yyyymmdd on which something last came into or went out of force; 0 = never).
-- Index used: geodata_dataversion_pkey.
SELECT COALESCE((SELECT version FROM geodata_dataversion WHERE kind = 'areas'), 0),
    COALESCE((SELECT to_char(max(day), 'YYYYMMDD')
        FROM geodata_boundaryversion b, LATERAL (VALUES (lower(b.valid)), (upper(b.valid))) AS ends (day)
        WHERE b.status = 'published' AND day <= %(today)s::date), '0')
