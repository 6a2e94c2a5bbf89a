-- Purpose: a published boundary keeps its shape, area and first day; only its last day may be set, or its import undone.
-- Parameters: none.
-- Columns: geodata_boundaryversion status, geom (MEASURE), area_id, valid, run_id; geodata_importrun undone_at.
-- Index used: none.
CREATE OR REPLACE FUNCTION geodata_freeze_boundary() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF EXISTS (SELECT FROM geodata_importrun r WHERE r.id = OLD.run_id AND r.undone_at IS NOT NULL) THEN
            RETURN OLD;
        END IF;
        RAISE EXCEPTION 'published boundary % cannot be deleted', OLD.uuid
            USING ERRCODE = 'check_violation', CONSTRAINT = 'boundary_frozen';
    END IF;
    IF NEW.status <> OLD.status OR NEW.area_id <> OLD.area_id OR lower(NEW.valid) <> lower(OLD.valid)
        OR NOT (NEW.geom ~= OLD.geom AND ST_OrderingEquals(NEW.geom, OLD.geom)) THEN
        RAISE EXCEPTION 'published boundary % cannot be changed', OLD.uuid
            USING ERRCODE = 'check_violation', CONSTRAINT = 'boundary_frozen';
    END IF;
    RETURN NEW;
END
$$;

CREATE OR REPLACE TRIGGER boundary_frozen
    BEFORE UPDATE OR DELETE ON geodata_boundaryversion
    FOR EACH ROW WHEN (OLD.status = 'published') EXECUTE FUNCTION geodata_freeze_boundary();
