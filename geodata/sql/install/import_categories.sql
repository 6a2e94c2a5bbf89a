-- Purpose: event categories made for an import: noted with it, and gone once it is taken back and nothing else uses them.
-- Parameters: ids (bigint[]), run (bigint).
-- Columns: geodata_importrun.stored → geodata_eventcategory → made (the rows as they were made).
-- Index used: the indexes on columns that point to geodata_eventcategory.
CREATE OR REPLACE FUNCTION geodata_note_categories(ids bigint[], run bigint) RETURNS void
LANGUAGE sql AS $$
    UPDATE geodata_importrun r
    SET stored = r.stored || jsonb_build_object('geodata_eventcategory', jsonb_build_object(
        'made', (SELECT jsonb_agg(to_jsonb(c)) FROM geodata_eventcategory c WHERE c.id = ANY (ids))))
    WHERE r.id = run
$$;

-- Of all imports taken back, not the last alone: what another import used in the meantime goes with that one. A category
-- that somebody changed since stays, and one that an event or a waiting row would get back by undoing a run that still holds.
CREATE OR REPLACE FUNCTION geodata_forget_categories() RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
    link record;
    spare bigint[];
    forgotten bigint;
BEGIN
    SELECT array_agg(c.id) INTO spare FROM geodata_eventcategory c WHERE EXISTS (
        SELECT FROM geodata_importrun r WHERE r.undone_at IS NOT NULL
            AND r.stored -> 'geodata_eventcategory' -> 'made' @> jsonb_build_array(to_jsonb(c)));
    IF spare IS NULL THEN
        RETURN 0;
    END IF;
    FOR link IN
        SELECT k.conrelid::regclass::text AS child, a.attname AS child_column
        FROM pg_constraint k JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
        WHERE k.contype = 'f' AND k.confrelid = 'geodata_eventcategory'::regclass
    LOOP
        EXECUTE format('SELECT array_agg(s.id) FROM unnest($1) AS s (id) '
            'WHERE NOT EXISTS (SELECT FROM %s o WHERE o.%I = s.id)', link.child, link.child_column) INTO spare USING spare;
    END LOOP;
    DELETE FROM geodata_eventcategory c WHERE c.id = ANY (spare) AND c.id::text NOT IN (
        SELECT u.values ->> 'category_id' FROM geodata_unlocatedrow u
        WHERE u.kind = 'events' AND u.values ->> 'category_id' IS NOT NULL
        UNION
        SELECT COALESCE(o.before ->> 'category_id', o.before -> 'values' ->> 'category_id')
        FROM geodata_importchange o JOIN geodata_importrun r ON r.id = o.run_id AND r.undone_at IS NULL
        WHERE o.table_name IN ('geodata_event', 'geodata_unlocatedrow')
            AND COALESCE(o.before ->> 'category_id', o.before -> 'values' ->> 'category_id') IS NOT NULL);
    GET DIAGNOSTICS forgotten = ROW_COUNT;
    RETURN forgotten;
END
$$;
