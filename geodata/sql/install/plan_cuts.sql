-- Purpose: a cut's children are exactly its parents' ground, never change, and stand in a plan instead of the parents or not at all.
-- Parameters: none.
-- Columns: geodata_blockcut sealed; geodata_block parent_id, cut_id, geom (MEASURE); geodata_plancut plan_id, cut_id; geodata_planblock.
-- Index used: geodata_block_cut_id, geodata_block_parent_id, plancut_once, planblock_once.
CREATE OR REPLACE FUNCTION geodata_of_open_cut(told_table text, told jsonb) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT CASE told_table
        WHEN 'geodata_block' THEN EXISTS (
            SELECT FROM geodata_blockcut c JOIN geodata_block p ON p.id = (told ->> 'parent_id')::bigint
            WHERE c.id = (told ->> 'cut_id')::bigint AND NOT c.sealed
                AND c.version_id = (told ->> 'version_id')::bigint AND p.version_id = c.version_id
                AND p.community_id = (told ->> 'community_id')::bigint)
        ELSE EXISTS (
            SELECT FROM geodata_block b JOIN geodata_blockcut c ON c.id = b.cut_id AND NOT c.sealed
            WHERE b.id IN ((told ->> 'one_id')::bigint, (told ->> 'other_id')::bigint))
    END
$$;

-- Sealing: more children than parents, the same households, the same ground without overlap; neighbours give or take
-- no more than 0.01 m².
CREATE OR REPLACE FUNCTION geodata_seal_cut() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
    kin record;
BEGIN
    IF TG_OP = 'DELETE' OR OLD.sealed THEN
        RAISE EXCEPTION 'cut % is sealed', OLD.id USING ERRCODE = 'check_violation', CONSTRAINT = 'cut_frozen';
    END IF;
    SELECT count(*) AS children, count(DISTINCT d.parent_id) AS parents, ST_Union(d.geom) AS after, sum(ST_Area(d.geom)) AS area
    INTO kin FROM geodata_block d WHERE d.cut_id = NEW.id;
    IF kin.children <= kin.parents OR abs(kin.area - ST_Area(kin.after)) > 0.0001
        OR (SELECT ST_Area(ST_SymDifference(ST_Union(p.geom), kin.after)) > 0.01 * count(*) FROM geodata_block p
            WHERE p.id IN (SELECT d.parent_id FROM geodata_block d WHERE d.cut_id = NEW.id))
        OR EXISTS (
            SELECT FROM geodata_block p JOIN geodata_block d ON d.parent_id = p.id AND d.cut_id = NEW.id GROUP BY p.id
            HAVING sum(d.households) <> p.households OR ST_Area(ST_SymDifference(p.geom, ST_Union(d.geom))) > 0.02) THEN
        RAISE EXCEPTION 'the children of cut % are not the ground of its parents', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'cut_is_its_parents';
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER cut_frozen BEFORE UPDATE OR DELETE ON geodata_blockcut
    FOR EACH ROW EXECUTE FUNCTION geodata_seal_cut();

CREATE OR REPLACE FUNCTION geodata_check_cut_sealed() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM geodata_blockcut c WHERE c.id = NEW.id AND NOT c.sealed) THEN
        RAISE EXCEPTION 'cut % is left open', NEW.id USING ERRCODE = 'check_violation', CONSTRAINT = 'cut_sealed';
    END IF;
    RETURN NULL;
END
$$;

-- At the commit a plan has of each cut the children, or the parents, or what was cut of them further.
CREATE OR REPLACE FUNCTION geodata_check_plan_cut() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
    told geodata_plancut := CASE WHEN TG_OP = 'INSERT' THEN NEW ELSE OLD END;
BEGIN
    IF NOT EXISTS (SELECT FROM geodata_boundaryplan WHERE id = told.plan_id) THEN
        RETURN NULL;
    END IF;
    IF EXISTS (
        SELECT FROM (
            SELECT d.id FROM geodata_block d WHERE d.cut_id = told.cut_id
            UNION SELECT d.parent_id FROM geodata_block d WHERE d.cut_id = told.cut_id) kin
        WHERE geodata_block_counts(told.plan_id, kin.id)
            <> EXISTS (SELECT FROM geodata_planblock a WHERE a.plan_id = told.plan_id AND a.block_id = kin.id)) THEN
        RAISE EXCEPTION 'plan % has not the blocks of cut %', told.plan_id, told.cut_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'plan_has_its_cuts';
    END IF;
    IF NOT EXISTS (SELECT FROM geodata_blockcut c JOIN geodata_boundaryplan p ON p.version_id = c.version_id
                   WHERE c.id = told.cut_id AND p.id = told.plan_id) THEN
        RAISE EXCEPTION 'cut % is of another version than plan %', told.cut_id, told.plan_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'plan_has_its_cuts';
    END IF;
    RETURN NULL;
END
$$;

-- No block that does not count comes into a plan, and none changes into another.
CREATE OR REPLACE FUNCTION geodata_check_planblock_counts() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM new_rows n JOIN geodata_block b ON b.id = n.block_id
        WHERE (b.cut_id IS NOT NULL OR EXISTS (SELECT FROM geodata_block d WHERE d.parent_id = b.id))
            AND NOT geodata_block_counts(n.plan_id, n.block_id)) THEN
        RAISE EXCEPTION 'a block that the plan has cut, or has not, cannot be in a grid of it'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'plan_has_no_overlap';
    END IF;
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER planblock_counts AFTER INSERT ON geodata_planblock
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION geodata_check_planblock_counts();

CREATE OR REPLACE FUNCTION geodata_keep_planblock() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'block % of plan % cannot become another', OLD.block_id, OLD.plan_id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'planblock_stays';
END
$$;
CREATE OR REPLACE TRIGGER planblock_stays BEFORE UPDATE OF block_id, plan_id ON geodata_planblock
    FOR EACH ROW WHEN (OLD.block_id <> NEW.block_id OR OLD.plan_id <> NEW.plan_id) EXECUTE FUNCTION geodata_keep_planblock();

DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_trigger WHERE tgname = 'cut_sealed') THEN
        CREATE CONSTRAINT TRIGGER cut_sealed AFTER INSERT ON geodata_blockcut
            DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION geodata_check_cut_sealed();
        CREATE CONSTRAINT TRIGGER plan_has_its_cuts AFTER INSERT OR DELETE ON geodata_plancut
            DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION geodata_check_plan_cut();
    END IF;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'app') THEN
        REVOKE UPDATE ON geodata_plancut FROM app;
    END IF;
END
$$;
