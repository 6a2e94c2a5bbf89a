-- Purpose: an area's parent is one level above it and begins its code.
-- Parameters: none.
-- Columns: geodata_area level, code, parent_id.
-- Index used: geodata_area_pkey.
CREATE OR REPLACE FUNCTION geodata_check_area_nesting() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
    above geodata_area%ROWTYPE;
BEGIN
    IF NEW.parent_id IS NULL THEN
        RETURN NEW;
    END IF;
    SELECT * INTO above FROM geodata_area WHERE id = NEW.parent_id;
    IF (above.level, NEW.level) NOT IN
        (('district', 'subdistrict'), ('subdistrict', 'community'), ('community', 'grid')) THEN
        RAISE EXCEPTION 'area % (%) cannot lie in % (%)', NEW.code, NEW.level, above.code, above.level
            USING ERRCODE = 'check_violation', CONSTRAINT = 'area_parent_level';
    END IF;
    IF NOT starts_with(NEW.code, above.code) THEN
        RAISE EXCEPTION 'area code % does not begin with its parent''s code %', NEW.code, above.code
            USING ERRCODE = 'check_violation', CONSTRAINT = 'area_parent_code';
    END IF;
    RETURN NEW;
END
$$;

CREATE OR REPLACE TRIGGER area_nesting
    BEFORE INSERT OR UPDATE OF level, code, parent_id ON geodata_area
    FOR EACH ROW EXECUTE FUNCTION geodata_check_area_nesting();
