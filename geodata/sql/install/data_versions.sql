-- Purpose: each write raises the version of its kind of data in its own transaction.
-- Parameters: none.
-- Columns: geodata_dataversion kind, version, changed_at.
-- Index used: geodata_dataversion_pkey.
CREATE OR REPLACE FUNCTION geodata_raise_version() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    INSERT INTO geodata_dataversion (kind, version, changed_at) VALUES (TG_ARGV[0], 1, now())
    ON CONFLICT (kind) DO UPDATE SET version = geodata_dataversion.version + 1, changed_at = now();
    RETURN NULL;
END
$$;

DO $$
DECLARE
    watched text[][] := ARRAY[
        ['geodata_area', 'areas'], ['geodata_boundaryversion', 'areas'], ['geodata_building', 'buildings'],
        ['geodata_road', 'roads'], ['geodata_water', 'water'], ['geodata_landcover', 'landcover'],
        ['geodata_placename', 'places'], ['geodata_servicepoint', 'service_points'],
        ['geodata_event', 'events'], ['geodata_eventcategory', 'events'], ['geodata_gridtype', 'grid_types'],
        ['geodata_caresubject', 'care'], ['geodata_business', 'businesses'], ['geodata_resource', 'resources'],
        ['geodata_device', 'devices'], ['geodata_partybranch', 'party_branches'], ['geodata_partner', 'partners'],
        ['geodata_dwelling', 'dwellings']];
    pair text[];
BEGIN
    FOREACH pair SLICE 1 IN ARRAY watched LOOP
        EXECUTE format(
            'CREATE OR REPLACE TRIGGER data_version AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON %I '
            'FOR EACH STATEMENT EXECUTE FUNCTION geodata_raise_version(%L)', pair[1], pair[2]);
    END LOOP;
END
$$;
