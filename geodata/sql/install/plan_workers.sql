-- Purpose: a worker is proposed for a grid the plan has; from the plan's submission on nobody changes who.
-- Parameters: none.
-- Columns: geodata_planworker plan_id, key.
-- Index used: plangrid_key_once, planworker_once.
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_constraint WHERE conname = 'planworker_of_grid') THEN
        ALTER TABLE geodata_planworker
            ADD CONSTRAINT planworker_of_grid FOREIGN KEY (plan_id, key)
                REFERENCES geodata_plangrid (plan_id, key) ON DELETE CASCADE;
    END IF;
END
$$;
CREATE OR REPLACE TRIGGER planworker_frozen BEFORE INSERT OR UPDATE OR DELETE ON geodata_planworker
    FOR EACH ROW EXECUTE FUNCTION geodata_freeze_plan();
