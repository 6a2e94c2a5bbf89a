-- Purpose: the app cannot change what is append-only; the layers role reads only what layers draw.
-- Parameters: none.
-- Columns: none.
-- Index used: none.
DO $$
DECLARE
    readable text;
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'app') THEN
        REVOKE UPDATE, DELETE ON geodata_eventstep FROM app;
        REVOKE INSERT, UPDATE, DELETE ON geodata_dataversion FROM app;
        REVOKE INSERT, UPDATE, DELETE ON geodata_livechange, geodata_livepending FROM app;
        GRANT SELECT ON geodata_area_tree TO app;
    END IF;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'layers') THEN
        FOREACH readable IN ARRAY ARRAY['geodata_area', 'geodata_area_tree', 'geodata_boundaryversion',
            'geodata_building', 'geodata_road', 'geodata_water', 'geodata_landcover', 'geodata_placename',
            'geodata_servicepoint', 'geodata_event', 'geodata_eventcategory', 'geodata_gridtype',
            'geodata_dataversion', 'geodata_caresubject', 'geodata_partybranch', 'geodata_resource', 'geodata_device',
            'geodata_business', 'geodata_alarm'] LOOP
            EXECUTE format('GRANT SELECT ON %I TO layers', readable);
        END LOOP;
    END IF;
END
$$;
