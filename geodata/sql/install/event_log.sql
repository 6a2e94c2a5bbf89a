-- Purpose: the step log is append-only, by trigger here and by missing rights in rights.sql.
-- Parameters: none.
-- Columns: geodata_eventstep.
-- Index used: none.
CREATE OR REPLACE FUNCTION geodata_refuse_change() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'check_violation', CONSTRAINT = 'append_only';
END
$$;

CREATE OR REPLACE TRIGGER event_log_append_only
    BEFORE UPDATE OR DELETE ON geodata_eventstep
    FOR EACH ROW EXECUTE FUNCTION geodata_refuse_change();

CREATE OR REPLACE FUNCTION geodata_keep_event_identity() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'due_at and reported_at of event % are fixed at creation', OLD.uuid
        USING ERRCODE = 'check_violation', CONSTRAINT = 'event_due_fixed';
END
$$;

CREATE OR REPLACE TRIGGER event_due_fixed
    BEFORE UPDATE ON geodata_event
    FOR EACH ROW WHEN (OLD.due_at <> NEW.due_at OR OLD.reported_at <> NEW.reported_at)
    EXECUTE FUNCTION geodata_keep_event_identity();
