-- Purpose: the step log is append-only, by trigger here and by missing rights in rights.sql; undoing an import takes its steps back.
-- Parameters: none.
-- Columns: geodata_eventstep.
-- Index used: none.
CREATE OR REPLACE FUNCTION geodata_refuse_change() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND EXISTS (
            SELECT FROM geodata_importrun r WHERE r.id = OLD.run_id AND r.undone_at IS NOT NULL) THEN
        RETURN OLD;
    END IF;
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
