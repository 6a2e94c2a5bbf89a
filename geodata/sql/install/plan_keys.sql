-- Purpose: what a plan can never be: a block in two grids or in none, a grid across communities, a changed block or signed plan.
-- Parameters: none.
-- Columns: geodata_planblock plan_id, block_id, version_id, community_id, key; geodata_block; geodata_plangrid; geodata_boundaryplan state.
-- Index used: block_of_community, plangrid_of_community, plan_of_version, planblock_once.
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_constraint WHERE conname = 'planblock_in_its_community') THEN
        ALTER TABLE geodata_planblock
            ADD CONSTRAINT planblock_in_its_community FOREIGN KEY (block_id, version_id, community_id)
                REFERENCES geodata_block (id, version_id, community_id),
            ADD CONSTRAINT planblock_of_the_plans_version FOREIGN KEY (plan_id, version_id)
                REFERENCES geodata_boundaryplan (id, version_id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
            ADD CONSTRAINT planblock_in_one_community_only FOREIGN KEY (plan_id, key, community_id)
                REFERENCES geodata_plangrid (plan_id, key, community_id) DEFERRABLE INITIALLY DEFERRED;
    END IF;
END
$$;

-- A block counts in a plan unless the plan holds a cut of it; the child of a cut counts only where the plan holds that cut.
CREATE OR REPLACE FUNCTION geodata_blocks_of_plan(plan bigint) RETURNS TABLE (block_id bigint)
LANGUAGE sql STABLE AS $$
    SELECT b.id FROM geodata_boundaryplan p JOIN geodata_block b ON b.version_id = p.version_id
    WHERE p.id = plan
        AND (b.cut_id IS NULL OR EXISTS (SELECT FROM geodata_plancut c WHERE c.plan_id = plan AND c.cut_id = b.cut_id))
        AND NOT EXISTS (SELECT FROM geodata_block d JOIN geodata_plancut c ON c.cut_id = d.cut_id AND c.plan_id = plan
                        WHERE d.parent_id = b.id)
$$;
CREATE OR REPLACE FUNCTION geodata_block_counts(plan bigint, block bigint) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT FROM geodata_boundaryplan p JOIN geodata_block b ON b.version_id = p.version_id
        WHERE p.id = plan AND b.id = block
            AND (b.cut_id IS NULL OR EXISTS (SELECT FROM geodata_plancut c WHERE c.plan_id = plan AND c.cut_id = b.cut_id))
            AND NOT EXISTS (SELECT FROM geodata_block d JOIN geodata_plancut c ON c.cut_id = d.cut_id AND c.plan_id = plan
                            WHERE d.parent_id = b.id))
$$;

-- At the commit every block that counts has its grid, and no other block has one.
CREATE OR REPLACE FUNCTION geodata_check_plan_whole() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
    told bigint := CASE WHEN TG_OP = 'INSERT' THEN to_jsonb(NEW) ->> 'id' ELSE to_jsonb(OLD) ->> 'plan_id' END;
    one bigint := to_jsonb(OLD) ->> 'block_id';
    missing bigint := 0;
BEGIN
    IF NOT EXISTS (SELECT FROM geodata_boundaryplan WHERE id = told) THEN
        RETURN NULL;
    END IF;
    IF TG_OP = 'INSERT' THEN
        SELECT count(*) INTO missing FROM geodata_blocks_of_plan(told) b
        WHERE NOT EXISTS (SELECT FROM geodata_planblock a WHERE a.plan_id = told AND a.block_id = b.block_id);
    ELSIF geodata_block_counts(told, one)
        AND NOT EXISTS (SELECT FROM geodata_planblock a WHERE a.plan_id = told AND a.block_id = one) THEN
        missing := 1;
    END IF;
    IF missing <> 0 THEN
        RAISE EXCEPTION 'plan % leaves % blocks without a grid', told, missing
            USING ERRCODE = 'check_violation', CONSTRAINT = 'plan_has_no_gap';
    END IF;
    RETURN NULL;
END
$$;

DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_trigger WHERE tgname = 'plan_has_no_gap') THEN
        CREATE CONSTRAINT TRIGGER plan_has_no_gap AFTER INSERT ON geodata_boundaryplan
            DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION geodata_check_plan_whole();
        CREATE CONSTRAINT TRIGGER planblock_leaves_no_gap AFTER DELETE ON geodata_planblock
            DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION geodata_check_plan_whole();
    END IF;
END
$$;

-- Blocks of a sealed version stay as they are.
CREATE OR REPLACE FUNCTION geodata_freeze_blocks() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
    told bigint := CASE WHEN TG_OP = 'INSERT' THEN NEW.version_id ELSE OLD.version_id END;
BEGIN
    -- Children come beside the blocks of a sealed version while their cut is open.
    IF TG_OP = 'INSERT' AND geodata_of_open_cut(TG_TABLE_NAME, to_jsonb(NEW)) THEN
        RETURN NEW;
    END IF;
    IF EXISTS (SELECT FROM geodata_blockversion v WHERE v.id = told AND v.sealed_at IS NOT NULL) THEN
        RAISE EXCEPTION 'block version % is sealed', told
            USING ERRCODE = 'check_violation', CONSTRAINT = 'blocks_frozen';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END
$$;

CREATE OR REPLACE TRIGGER blocks_frozen BEFORE INSERT OR UPDATE OR DELETE ON geodata_block
    FOR EACH ROW EXECUTE FUNCTION geodata_freeze_blocks();
CREATE OR REPLACE TRIGGER blockborders_frozen BEFORE INSERT OR UPDATE OR DELETE ON geodata_blockborder
    FOR EACH ROW EXECUTE FUNCTION geodata_freeze_blocks();

CREATE OR REPLACE FUNCTION geodata_keep_blocks_sealed() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'block version % is sealed', OLD.id USING ERRCODE = 'check_violation', CONSTRAINT = 'blocks_frozen';
END
$$;
CREATE OR REPLACE TRIGGER blockversion_sealed BEFORE UPDATE ON geodata_blockversion
    FOR EACH ROW WHEN (OLD.sealed_at IS NOT NULL) EXECUTE FUNCTION geodata_keep_blocks_sealed();

-- From its submission on a plan's blocks, grids and locks stay; a returned plan is a draft again.
CREATE OR REPLACE FUNCTION geodata_freeze_plan() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
    told bigint := CASE WHEN TG_OP = 'INSERT' THEN NEW.plan_id ELSE OLD.plan_id END;
    stands text;
BEGIN
    SELECT state INTO stands FROM geodata_boundaryplan WHERE id = told;
    -- A new grid becomes an area when its plan comes into force.
    IF TG_TABLE_NAME = 'geodata_plangrid' AND TG_OP = 'UPDATE' AND stands = 'scheduled'
        AND to_jsonb(OLD) - 'area_id' = to_jsonb(NEW) - 'area_id' AND to_jsonb(OLD) ->> 'area_id' IS NULL THEN
        RETURN NEW;
    END IF;
    IF stands NOT IN ('draft', 'checked') THEN
        RAISE EXCEPTION 'plan % is %, not a draft', told, stands
            USING ERRCODE = 'check_violation', CONSTRAINT = 'plan_frozen';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END
$$;

DO $$
DECLARE
    watched text;
BEGIN
    FOREACH watched IN ARRAY ARRAY['planblock', 'plangrid', 'planlock', 'plancut'] LOOP
        EXECUTE format('CREATE OR REPLACE TRIGGER %I BEFORE INSERT OR UPDATE OR DELETE ON %I
            FOR EACH ROW EXECUTE FUNCTION geodata_freeze_plan()', watched || '_frozen', 'geodata_' || watched);
    END LOOP;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'app') THEN
        REVOKE UPDATE, DELETE ON geodata_plansignature FROM app;
        REVOKE TRUNCATE ON geodata_planblock, geodata_plangrid, geodata_block, geodata_blockborder FROM app;
    END IF;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'layers') THEN
        GRANT SELECT ON geodata_block, geodata_blockversion, geodata_blockborder, geodata_boundaryplan,
            geodata_plangrid, geodata_planblock, geodata_plancut TO layers;
    END IF;
END
$$;
