-- Purpose: let the app refresh the planner's statistics after a bulk load of tables it does not own.
-- Parameters: none.
-- Columns: none.
-- Index used: none.
CREATE OR REPLACE FUNCTION geodata_analyze() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
    relation text;
BEGIN
    FOR relation IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename LIKE 'geodata\_%' LOOP
        EXECUTE format('ANALYZE %I', relation);
    END LOOP;
END
$$;
REVOKE ALL ON FUNCTION geodata_analyze() FROM PUBLIC;
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'app') THEN
        GRANT EXECUTE ON FUNCTION geodata_analyze() TO app;
    END IF;
END
$$;
