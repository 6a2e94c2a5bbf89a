-- Purpose: the app cannot change what is append-only; the layers role reads only what layers draw; functions with the owner's rights are the app's alone.
-- Parameters: none.
-- Columns: none.
-- Index used: none.
DO $$
DECLARE
    readable text;
    privileged regprocedure;
BEGIN
    FOR privileged IN SELECT oid FROM pg_proc
        WHERE prosecdef AND pronamespace = 'public'::regnamespace AND proname LIKE 'geodata\_%' LOOP
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', privileged);
        IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'app') THEN
            EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO app', privileged);
        END IF;
    END LOOP;
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
