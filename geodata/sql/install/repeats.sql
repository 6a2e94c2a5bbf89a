-- Purpose: each write of events notes from when on repeats are to be settled; of a few new reports it says at once which repeat an earlier one.
-- Parameters: none.
-- Columns: geodata_repeat event_id, first_id; geodata_repeatsdue since (aware time), known.
-- Index used: geodata_repeat_pkey, repeat_first, geodata_event_geom_id, geodata_event_building_id.
-- Distance and time are REPEAT_M and REPEAT_DAYS of rules.heat_limits (a test compares them).
CREATE OR REPLACE FUNCTION geodata_first_report(told_id bigint, told_at timestamptz, told_category bigint, told_building bigint, place geometry)
RETURNS bigint
LANGUAGE sql STABLE AS $$
    SELECT e.id FROM geodata_event e
    WHERE (ST_DWithin(e.geom, place, 50.0) OR e.building_id = told_building)
      AND e.category_id = told_category AND (e.reported_at, e.id) < (told_at, told_id)
      AND e.reported_at >= told_at - interval '7 days'
      AND NOT EXISTS (SELECT FROM geodata_repeat r WHERE r.event_id = e.id)
    ORDER BY e.reported_at, e.id LIMIT 1
$$;

CREATE OR REPLACE FUNCTION geodata_note_repeats() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    few boolean := false;
    told record;
    first_one bigint;
BEGIN
    IF TG_OP = 'TRUNCATE' THEN
        DELETE FROM geodata_repeat;
        DELETE FROM geodata_repeatsdue;
    ELSIF TG_OP = 'INSERT' THEN
        SELECT count(*) <= 20 INTO few FROM (SELECT FROM new_rows LIMIT 21) AS counted;
        IF few THEN
            FOR told IN SELECT id, reported_at, category_id, building_id, geom FROM new_rows ORDER BY reported_at, id LOOP
                first_one := geodata_first_report(told.id, told.reported_at, told.category_id, told.building_id, told.geom);
                IF first_one IS NOT NULL THEN
                    INSERT INTO geodata_repeat (event_id, first_id) VALUES (told.id, first_one) ON CONFLICT DO NOTHING;
                END IF;
            END LOOP;
        END IF;
        INSERT INTO geodata_repeatsdue (since, known) SELECT min(reported_at), few FROM new_rows HAVING count(*) > 0;
    ELSIF TG_OP = 'DELETE' THEN
        DELETE FROM geodata_repeat WHERE event_id IN (SELECT id FROM old_rows);
        INSERT INTO geodata_repeatsdue (since, known) SELECT min(reported_at), false FROM old_rows HAVING count(*) > 0;
    ELSE
        -- A step forward changes nothing that repeats are told by.
        INSERT INTO geodata_repeatsdue (since, known)
        SELECT min(least(o.reported_at, n.reported_at)), false
        FROM old_rows o JOIN new_rows n USING (id)
        WHERE (o.reported_at, o.category_id, o.building_id, o.geom)
            IS DISTINCT FROM (n.reported_at, n.category_id, n.building_id, n.geom)
        HAVING count(*) > 0;
    END IF;
    RETURN NULL;
END
$$;

DO $$
DECLARE
    op text;
BEGIN
    FOREACH op IN ARRAY ARRAY['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE'] LOOP
        EXECUTE format('CREATE OR REPLACE TRIGGER %I AFTER %s ON geodata_event %s FOR EACH STATEMENT EXECUTE FUNCTION geodata_note_repeats()',
            'repeats_' || lower(op), op,
            CASE op WHEN 'INSERT' THEN 'REFERENCING NEW TABLE AS new_rows' WHEN 'DELETE' THEN 'REFERENCING OLD TABLE AS old_rows'
                WHEN 'UPDATE' THEN 'REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows' ELSE '' END);
    END LOOP;
    -- A database that had events before it knew of repeats.
    IF NOT EXISTS (SELECT FROM geodata_repeat) AND NOT EXISTS (SELECT FROM geodata_repeatsdue) THEN
        INSERT INTO geodata_repeatsdue (since, known) SELECT min(reported_at), false FROM geodata_event HAVING count(*) > 0;
    END IF;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'layers') THEN
        GRANT SELECT ON geodata_repeat TO layers;
    END IF;
END
$$;
