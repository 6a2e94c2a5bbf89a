-- Purpose: as many service points as asked for, beside the buildings of the kept town, with the kinds and hours of its own.
-- Parameters: one (bigint, how many in all).
-- Columns: geodata_servicepoint.
-- Index used: none.
INSERT INTO geodata_servicepoint (uuid, kind, name, name_en, address, phone, opening_hours, accessibility, external_key, geom)
SELECT gen_random_uuid(), p.kind, p.name, '', '', '', p.opening_hours, '{}', 'bench-' || b.n, ST_Centroid(b.geom)
FROM (
    SELECT geom, row_number() OVER (ORDER BY md5(id::text)) AS n FROM geodata_building WHERE persons > 0
) b
JOIN (
    SELECT kind, name, opening_hours, row_number() OVER (ORDER BY id) - 1 AS n, count(*) OVER () AS own
    FROM geodata_servicepoint WHERE coalesce(external_key, '') NOT LIKE 'bench-%%'
) p ON p.n = b.n %% p.own
WHERE b.n <= %s - p.own
