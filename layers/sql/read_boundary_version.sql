-- Purpose: which boundaries of some levels are in force on a day, in a few short words.
-- Parameters: kinds (text[], of data), levels (text[], one a kind), today (local date).
-- Columns: versions (bigint[], one a kind), last_day (yyyymmdd on which something last came into or went out of force; 0 = never).
-- Index used: geodata_dataversion_pkey.
SELECT ARRAY(SELECT COALESCE(v.version, 0) FROM unnest(%(kinds)s::text[]) WITH ORDINALITY AS asked (kind, place)
        LEFT JOIN geodata_dataversion v ON v.kind = asked.kind ORDER BY asked.place),
    COALESCE((SELECT to_char(max(day), 'YYYYMMDD')
        FROM geodata_boundaryversion b JOIN geodata_area a ON a.id = b.area_id,
            LATERAL (VALUES (lower(b.valid)), (upper(b.valid))) AS ends (day)
        WHERE b.status = 'published' AND a.level = ANY(%(levels)s) AND day <= %(today)s::date), '0')
