-- Purpose: tells every process at commit that what somebody may see could have changed: accounts, roles, areas, ended sessions.
-- Parameters: none.
-- Columns: none.
-- Index used: none.
-- The message has no content: whoever remembers viewers forgets all of them and looks again.
CREATE OR REPLACE FUNCTION geodata_tell_viewers() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM pg_notify('geodata_viewers', '');
    RETURN NULL;
END
$$;

DO $$
DECLARE
    watched text;
BEGIN
    -- New sessions and accounts change nobody's view; tables of other apps may not be made yet.
    FOREACH watched IN ARRAY ARRAY['auth_user', 'django_session', 'geodata_staff', 'geodata_staffarea',
        'geodata_area', 'geodata_department'] LOOP
        IF to_regclass(watched) IS NOT NULL THEN
            EXECUTE format('CREATE OR REPLACE TRIGGER viewer_changes AFTER %s ON %I FOR EACH STATEMENT EXECUTE FUNCTION geodata_tell_viewers()',
                CASE WHEN watched IN ('auth_user', 'django_session') THEN 'UPDATE OR DELETE OR TRUNCATE'
                    ELSE 'INSERT OR UPDATE OR DELETE OR TRUNCATE' END, watched);
        END IF;
    END LOOP;
END
$$;
