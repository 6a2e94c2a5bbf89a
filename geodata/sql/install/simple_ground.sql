-- Purpose: tells whether simple forms of land cover, water or roads show the present data, and of new ones as of a change of the layer.
-- Parameters: told_layer (landcover, water or roads).
-- Columns: boolean.
-- Index used: geodata_simplegroundstate_pkey, geodata_dataversion_pkey.
CREATE OR REPLACE FUNCTION geodata_ground_is_simple(told_layer text) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT FROM geodata_simplegroundstate s JOIN geodata_dataversion v ON v.kind = s.layer AND v.version = s.version
        WHERE s.layer = told_layer)
$$;

CREATE OR REPLACE FUNCTION geodata_tell_simple_ground() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM geodata_mark_change(NEW.layer, NULL);
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER tell_simple_ground AFTER INSERT OR UPDATE ON geodata_simplegroundstate
    FOR EACH ROW EXECUTE FUNCTION geodata_tell_simple_ground();

DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'layers') THEN
        GRANT SELECT ON geodata_simpleground, geodata_simplegroundstate TO layers;
    END IF;
END
$$;
