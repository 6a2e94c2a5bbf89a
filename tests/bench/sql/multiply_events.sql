-- Purpose: about as many events as wanted: each of the town's some hundred times, metres apart, two of three in other weeks.
-- Parameters: none (bench.events is a setting of the session).
-- Columns: none.
-- Index used: none; keys and indexes are made anew afterwards, row by row they take an hour for ten million.
DO $$
DECLARE
    left_out record;
    kept text[] := '{}';
    copies integer;
    one text;
    newest timestamptz := (SELECT max(reported_at) FROM geodata_event);
BEGIN
    SELECT ceil((current_setting('bench.events')::float8 - count(*)) / count(*)) INTO copies FROM geodata_event;
    ALTER TABLE geodata_event DISABLE TRIGGER USER;
    FOR left_out IN SELECT conname, pg_get_constraintdef(oid) AS def FROM pg_constraint
        WHERE conrelid = 'geodata_event'::regclass AND contype IN ('f', 'u') LOOP
        kept := kept || format('ALTER TABLE geodata_event ADD CONSTRAINT %I %s', left_out.conname, left_out.def);
        EXECUTE format('ALTER TABLE geodata_event DROP CONSTRAINT %I', left_out.conname);
    END LOOP;
    FOR left_out IN SELECT indexrelid::regclass AS name, pg_get_indexdef(indexrelid) AS def FROM pg_index
        WHERE indrelid = 'geodata_event'::regclass AND NOT indisprimary LOOP
        kept := kept || left_out.def;
        EXECUTE format('DROP INDEX %s', left_out.name);
    END LOOP;
    INSERT INTO geodata_event (uuid, category_id, priority, source, step, reported_at, due_at, closed_at, status_known,
        department_id, building_id, area_id, geom)
    SELECT gen_random_uuid(), category_id, priority, source, step, reported_at + late, due_at + late, closed_at + late, status_known,
        department_id, building_id, area_id, ST_Translate(geom, radius * cos(angle), radius * sin(angle))
    FROM (
        -- Two of three fall in other weeks, so that days and places mix; the rest keeps the planted hot spots where and when they are.
        SELECT e.*, 60 * sqrt(-2 * ln(1 - random())) AS radius, 2 * pi() * random() AS angle, random() * interval '50 minutes'
            + CASE WHEN random() < 0.67 THEN interval '7 days' * floor(random() * 52) ELSE interval '0' END AS later
        FROM geodata_event e, generate_series(1, copies)
    ) shifted, LATERAL (
        SELECT CASE WHEN reported_at + later > newest THEN later - interval '364 days' ELSE later END AS late
    ) told
    WHERE reported_at + late <= newest
    ORDER BY reported_at + late;
    FOREACH one IN ARRAY kept LOOP
        EXECUTE one;
    END LOOP;
    ALTER TABLE geodata_event ENABLE TRIGGER USER;
    PERFORM geodata_recount();
    PERFORM geodata_recount_heat();
    INSERT INTO geodata_repeatsdue (since, known) SELECT min(reported_at), false FROM geodata_event;
END
$$
