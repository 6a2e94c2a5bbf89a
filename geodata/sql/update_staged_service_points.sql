-- Purpose: bring stored service points up to what their file says now; columns it lacks keep their values.
-- Parameters: srid (MEASURE), run (bigint).
-- Columns: geodata_servicepoint kind, name, name_en, address, phone, geom (point, MEASURE), area_id, run_id.
-- Index used: geodata_servicepoint_external_key (unique).
UPDATE geodata_servicepoint p
SET kind = n.kind,
    name = n.name,
    name_en = n.name_en,
    address = n.address,
    phone = n.phone,
    geom = n.geom,
    area_id = CASE WHEN ST_Equals(p.geom, n.geom) THEN p.area_id END,
    run_id = %(run)s
FROM (
    SELECT o.id, s.kind, s.name,
        COALESCE(s.name_en, o.name_en) AS name_en,
        COALESCE(s.address, o.address) AS address,
        COALESCE(s.phone, o.phone) AS phone,
        ST_SetSRID(ST_MakePoint(s.x, s.y), %(srid)s) AS geom
    FROM service_point_stage s
    JOIN geodata_servicepoint o ON o.external_key = s.external_key
) n
WHERE n.id = p.id
    AND ((p.kind, p.name, p.name_en, p.address, p.phone) <> (n.kind, n.name, n.name_en, n.address, n.phone)
        OR NOT ST_Equals(p.geom, n.geom));
