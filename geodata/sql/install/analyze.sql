-- Purpose: let the app refresh the planner's statistics after a bulk load of tables it does not own.
-- Parameters: only_these (names of tables; NULL for all of the project's).
-- Columns: none.
-- Index used: none.
DROP FUNCTION IF EXISTS geodata_analyze();
CREATE OR REPLACE FUNCTION geodata_analyze(only_these text[] DEFAULT NULL) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
    relation text;
BEGIN
    FOR relation IN
        SELECT tablename FROM pg_tables
        WHERE schemaname = 'public' AND tablename LIKE 'geodata\_%' AND (only_these IS NULL OR tablename = ANY(only_these))
    LOOP
        EXECUTE format('ANALYZE %I', relation);
    END LOOP;
END
$$;
