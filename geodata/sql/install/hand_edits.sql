-- Purpose: a row that somebody edits is no longer its import's: run_id becomes NULL, so that undoing leaves the edit alone.
-- Parameters: none.
-- Columns: run_id of every table that takes imports; area_id, parent_id and generated columns are derived and do not count.
-- Index used: none.
CREATE OR REPLACE FUNCTION geodata_leave_import() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    NEW.run_id := NULL;
    RETURN NEW;
END
$$;

DO $$
DECLARE
    target record;
BEGIN
    FOR target IN
        SELECT c.relname AS name, string_agg(format('OLD.%1$I IS DISTINCT FROM NEW.%1$I', a.attname), ' OR ') AS differs
        FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
        WHERE c.relkind = 'r' AND c.relname LIKE 'geodata\_%' AND a.attnum > 0 AND NOT a.attisdropped
            AND a.attgenerated = '' AND a.attname NOT IN ('id', 'uuid', 'run_id', 'area_id', 'parent_id', 'external_key')
            AND c.relname NOT IN ('geodata_eventstep', 'geodata_importchange', 'geodata_importjob', 'geodata_unlocatedrow')
            AND EXISTS (SELECT FROM pg_attribute r WHERE r.attrelid = c.oid AND r.attname = 'run_id')
        GROUP BY c.relname
    LOOP
        EXECUTE format('CREATE OR REPLACE TRIGGER hand_edit BEFORE UPDATE ON %I FOR EACH ROW '
            'WHEN (OLD.run_id = NEW.run_id AND (%s)) EXECUTE FUNCTION geodata_leave_import()', target.name, target.differs);
    END LOOP;
END
$$;
