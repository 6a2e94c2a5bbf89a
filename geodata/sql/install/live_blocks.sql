-- Purpose: open maps hear of a new version of the blocks.
-- Parameters: none.
-- Columns: kind blocks of geodata_dataversion.
-- Index used: none.
-- A version is drawn once it is sealed; then every block counts as changed.
DO $$
DECLARE
    op text;
BEGIN
    FOREACH op IN ARRAY ARRAY['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE'] LOOP
        EXECUTE format('CREATE OR REPLACE TRIGGER %I AFTER %s ON geodata_blockversion %s FOR EACH STATEMENT EXECUTE FUNCTION geodata_note_change(%L, %L)',
            'live_' || lower(op), op,
            CASE op WHEN 'INSERT' THEN 'REFERENCING NEW TABLE AS new_rows' WHEN 'DELETE' THEN 'REFERENCING OLD TABLE AS old_rows'
                WHEN 'UPDATE' THEN 'REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows' ELSE '' END,
            'blocks', '');
    END LOOP;
END
$$;
