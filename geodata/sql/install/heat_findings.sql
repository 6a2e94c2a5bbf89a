-- Purpose: open screens hear of new hot spots and warnings; the log of warnings is append-only; the layers role reads what is drawn.
-- Parameters: none.
-- Columns: kinds hotspots and warnings of geodata_dataversion; geodata_warningstep.
-- Index used: none.
-- A refresh replaces all hot spots of a category at once: everything of the kind counts as changed.
DO $$
DECLARE
    watched text[][] := ARRAY[['geodata_hotspotcell', 'hotspots', ''], ['geodata_ranking', 'hotspots', ''],
        ['geodata_emergingwarning', 'warnings', 'SELECT web FROM {rows}']];
    one text[];
    op text;
BEGIN
    FOREACH one SLICE 1 IN ARRAY watched LOOP
        FOREACH op IN ARRAY ARRAY['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE'] LOOP
            EXECUTE format('CREATE OR REPLACE TRIGGER %I AFTER %s ON %I %s FOR EACH STATEMENT EXECUTE FUNCTION geodata_note_change(%L, %L)',
                'live_' || lower(op), op, one[1],
                CASE op WHEN 'INSERT' THEN 'REFERENCING NEW TABLE AS new_rows' WHEN 'DELETE' THEN 'REFERENCING OLD TABLE AS old_rows'
                    WHEN 'UPDATE' THEN 'REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows' ELSE '' END,
                one[2], one[3]);
        END LOOP;
    END LOOP;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'app') THEN
        REVOKE UPDATE, DELETE ON geodata_warningstep FROM app;
    END IF;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'layers') THEN
        GRANT SELECT ON geodata_heatrefresh, geodata_hotspotcell, geodata_emergingwarning TO layers;
    END IF;
END
$$;
