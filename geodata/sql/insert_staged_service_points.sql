-- Purpose: store the staged service points that are not there yet, in the order of their file.
-- Parameters: srid (MEASURE), run (bigint).
-- Columns: geodata_servicepoint, geom a point in MEASURE.
-- Index used: geodata_servicepoint_external_key (unique).
INSERT INTO geodata_servicepoint (uuid, kind, name, name_en, address, phone, opening_hours, accessibility,
    external_key, geom, run_id)
SELECT gen_random_uuid(), s.kind, s.name, COALESCE(s.name_en, ''), COALESCE(s.address, ''), COALESCE(s.phone, ''),
    '', '{}', s.external_key, ST_SetSRID(ST_MakePoint(s.x, s.y), %(srid)s), %(run)s
FROM service_point_stage s
WHERE NOT EXISTS (SELECT FROM geodata_servicepoint p WHERE p.external_key = s.external_key)
ORDER BY s.position;
