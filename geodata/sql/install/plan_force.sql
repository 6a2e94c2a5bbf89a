-- Purpose: a grid border comes into force by a signed plan only, exactly as its blocks lie, all of a plan at once and none left over.
-- Parameters: none.
-- Columns: geodata_boundaryversion plan_id, geom (MEASURE), valid; geodata_boundaryplan state, digest, valid_from; geodata_plansignature.
-- Index used: planblock_grid, plangrid_area_once, boundary_one_in_force.
CREATE OR REPLACE FUNCTION geodata_check_grid_boundary() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
    own geodata_area%ROWTYPE;
    told record;
    shape geometry;
BEGIN
    SELECT * INTO own FROM geodata_area WHERE id = NEW.area_id;
    IF own.level <> 'grid' THEN
        RETURN NEW;
    END IF;
    IF NEW.plan_id IS NULL THEN
        IF EXISTS (SELECT FROM geodata_boundaryplan WHERE state = 'in_force') THEN
            RAISE EXCEPTION 'grid % can only come into force by a plan', own.code
                USING ERRCODE = 'check_violation', CONSTRAINT = 'grid_boundary_by_plan';
        END IF;
        RETURN NEW;
    END IF;
    SELECT p.state, p.valid_from, g.key, g.community_id INTO told
    FROM geodata_boundaryplan p LEFT JOIN geodata_plangrid g ON g.plan_id = p.id AND g.area_id = NEW.area_id
    WHERE p.id = NEW.plan_id;
    IF told.state <> 'scheduled' OR told.key IS NULL OR lower(NEW.valid) IS DISTINCT FROM told.valid_from THEN
        RAISE EXCEPTION 'grid % is not one that plan % brings into force on this day', own.code, NEW.plan_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'grid_boundary_of_plan';
    END IF;
    IF own.parent_id <> told.community_id THEN
        RAISE EXCEPTION 'grid % lies in another community than in plan %', own.code, NEW.plan_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'grid_boundary_in_community';
    END IF;
    SELECT ST_Union(b.geom) INTO shape
    FROM geodata_planblock a JOIN geodata_block b ON b.id = a.block_id
    WHERE a.plan_id = NEW.plan_id AND a.key = told.key;
    -- A border nobody gave is that of the blocks, put together once; one that was given must be the same.
    IF TG_OP = 'INSERT' AND NEW.geom IS NULL THEN
        NEW.geom := ST_Multi(shape);
        NEW.anchor := COALESCE(NEW.anchor, (ST_MaximumInscribedCircle(shape)).center);
    ELSIF ST_Equals(shape, NEW.geom) IS NOT TRUE THEN
        RAISE EXCEPTION 'border of grid % is not that of its blocks in plan %', own.code, NEW.plan_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'grid_boundary_is_its_blocks';
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER boundary_by_plan BEFORE INSERT OR UPDATE OF geom, area_id, status, plan_id ON geodata_boundaryversion
    FOR EACH ROW WHEN (NEW.status = 'published') EXECUTE FUNCTION geodata_check_grid_boundary();

-- A plan comes into force whole: signed, every grid with its border, and no other grid left in force.
CREATE OR REPLACE FUNCTION geodata_check_plan_in_force(plan bigint) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    told geodata_boundaryplan%ROWTYPE;
BEGIN
    SELECT * INTO told FROM geodata_boundaryplan WHERE id = plan;
    IF told.state NOT IN ('scheduled', 'in_force') THEN
        RETURN;
    END IF;
    IF told.valid_from IS NULL OR NOT EXISTS (
            SELECT FROM geodata_plansignature s WHERE s.plan_id = plan AND s.digest = told.digest AND s.role = 'district_admin'
        ) OR NOT EXISTS (
            SELECT FROM geodata_plansignature s WHERE s.plan_id = plan AND s.digest = told.digest
                AND s.role IN ('community_head', 'subdistrict_head')) THEN
        RAISE EXCEPTION 'plan % is not signed', plan USING ERRCODE = 'check_violation', CONSTRAINT = 'plan_is_signed';
    END IF;
    IF told.state = 'scheduled' THEN
        RETURN;
    END IF;
    IF (SELECT count(*) FROM geodata_plangrid g WHERE g.plan_id = plan)
        <> (SELECT count(*) FROM geodata_boundaryversion v WHERE v.plan_id = plan AND v.valid @> told.valid_from) THEN
        RAISE EXCEPTION 'plan % leaves grids without a border', plan
            USING ERRCODE = 'check_violation', CONSTRAINT = 'plan_in_force_whole';
    END IF;
    IF EXISTS (SELECT FROM geodata_boundaryversion v JOIN geodata_area a ON a.id = v.area_id AND a.level = 'grid'
            WHERE v.status = 'published' AND v.plan_id IS DISTINCT FROM plan AND v.valid @> told.valid_from) THEN
        RAISE EXCEPTION 'another division is in force on %', told.valid_from
            USING ERRCODE = 'check_violation', CONSTRAINT = 'plan_one_a_day';
    END IF;
END
$$;
CREATE OR REPLACE FUNCTION geodata_check_plan_state() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM geodata_check_plan_in_force(NEW.id);
    RETURN NULL;
END
$$;

-- A border of a plan ends only where the next plan begins.
CREATE OR REPLACE FUNCTION geodata_check_no_gap_in_time() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM geodata_boundaryplan p WHERE p.valid_from = upper(NEW.valid) AND p.state IN ('in_force', 'superseded')
            AND EXISTS (SELECT FROM geodata_boundaryversion v WHERE v.plan_id = p.id)) THEN
        RAISE EXCEPTION 'no division follows on %', upper(NEW.valid)
            USING ERRCODE = 'check_violation', CONSTRAINT = 'plan_no_gap_in_time';
    END IF;
    RETURN NULL;
END
$$;

DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_trigger WHERE tgname = 'plan_in_force_whole') THEN
        CREATE CONSTRAINT TRIGGER plan_in_force_whole AFTER INSERT OR UPDATE OF state, digest, valid_from ON geodata_boundaryplan
            DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION geodata_check_plan_state();
        CREATE CONSTRAINT TRIGGER plan_no_gap_in_time AFTER UPDATE OF valid ON geodata_boundaryversion
            DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.plan_id IS NOT NULL)
            EXECUTE FUNCTION geodata_check_no_gap_in_time();
    END IF;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'app') THEN
        REVOKE UPDATE, DELETE ON geodata_gridlineage FROM app;
    END IF;
END
$$;
