-- Purpose: bring staged rows of any kind into their table, new ones added, changed ones updated and noted for undo.
-- Parameters: target (table), columns (of it, external_key among them), fixed (column → value for new rows), run (bigint).
-- Columns: import_stage position and the columns of the target; run_id of the target; geodata_importchange; geometry in MEASURE.
-- Index used: the unique index on external_key of the target.
CREATE OR REPLACE FUNCTION geodata_check_target(target text) RETURNS void
LANGUAGE plpgsql STABLE AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_attribute WHERE attrelid = to_regclass('public.' || quote_ident(target))
            AND attname = 'run_id') OR target NOT LIKE 'geodata\_%' THEN
        RAISE EXCEPTION '% takes no imports', target;
    END IF;
END
$$;

CREATE OR REPLACE FUNCTION geodata_column_list(columns text[], prefix text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
    SELECT string_agg(prefix || quote_ident(c.name), ', ' ORDER BY c.place)
    FROM unnest(columns) WITH ORDINALITY AS c (name, place)
$$;

-- What a run wrote where: the columns it told, in however many goes, and how many rows it made.
CREATE OR REPLACE FUNCTION geodata_remember_stored(target text, columns text[], made bigint, run bigint) RETURNS void
LANGUAGE sql AS $$
    UPDATE geodata_importrun r
    SET stored = r.stored || jsonb_build_object(target, COALESCE(r.stored -> target, '{}') || jsonb_build_object(
        'columns', ARRAY(SELECT jsonb_array_elements_text(r.stored -> target -> 'columns') UNION SELECT unnest(columns)
            ORDER BY 1),
        'created', made + COALESCE((r.stored -> target ->> 'created')::bigint, 0)))
    WHERE r.id = run
$$;

CREATE OR REPLACE FUNCTION geodata_make_stage(target text, columns text[]) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM geodata_check_target(target);
    DROP TABLE IF EXISTS pg_temp.import_stage, pg_temp.import_place;
    EXECUTE format('CREATE TEMPORARY TABLE import_stage ON COMMIT DROP AS '
        'SELECT 0::integer AS position, 0::integer AS owner, %s FROM %I WITH NO DATA', geodata_column_list(columns, ''), target);
END
$$;

-- NULL in the stage is what the file does not tell: known rows keep their value, new ones take the one in fixed.
-- Changed rows are locked before they are noted, so that an edit made meanwhile is what undoing brings back.
CREATE OR REPLACE FUNCTION geodata_store_stage(target text, columns text[], fixed jsonb, run bigint,
    OUT created bigint, OUT updated bigint)
LANGUAGE plpgsql AS $$
DECLARE
    told text[] := array_remove(columns, 'external_key');
    before text;
    merged text;
    first text;
    made bigint;
    pieces boolean;
    names text := '';
    places text := '';
    literals text := '';
    entry record;
    by_owner record;
BEGIN
    PERFORM geodata_check_target(target);
    CREATE UNIQUE INDEX ON pg_temp.import_stage (external_key);
    ANALYZE pg_temp.import_stage;
    SELECT string_agg(format('%L, t.%I::text', c, c), ', ') INTO before FROM unnest(told || 'run_id'::text) AS c;
    SELECT string_agg(format('COALESCE(s.%1$I, t.%1$I)', c.name), ', ' ORDER BY c.place) INTO merged
    FROM unnest(told) WITH ORDINALITY AS c (name, place);
    SELECT string_agg(CASE WHEN fixed ->> c.name IS NULL THEN format('s.%I', c.name)
        ELSE format('COALESCE(s.%I, %L)', c.name, fixed ->> c.name) END, ', ' ORDER BY c.place) INTO first
    FROM unnest(columns) WITH ORDINALITY AS c (name, place);
    -- Rows of a file that came in several pieces count once each: new when all pieces are, changed when one is.
    pieces := EXISTS (SELECT FROM pg_temp.import_stage GROUP BY owner HAVING count(*) > 1);
    IF pieces THEN
        EXECUTE format($f$
            SELECT count(*) FILTER (WHERE fresh) AS created, count(*) FILTER (WHERE changed AND NOT fresh) AS updated
            FROM (SELECT bool_and(t.id IS NULL) AS fresh, bool_or(t.id IS NULL OR (%2$s) IS DISTINCT FROM (%3$s)) AS changed
                FROM pg_temp.import_stage s LEFT JOIN %1$I t ON t.external_key = s.external_key GROUP BY s.owner) AS o$f$,
            target, geodata_column_list(told, 't.'), merged) INTO by_owner;
    END IF;
    EXECUTE format($f$
        WITH changed AS MATERIALIZED (
            SELECT t.id, s.external_key, jsonb_build_object(%1$s) AS before
            FROM pg_temp.import_stage s JOIN %2$I t ON t.external_key = s.external_key
            WHERE (%3$s) IS DISTINCT FROM (%4$s)
            FOR UPDATE OF t
        ), noted AS (
            INSERT INTO geodata_importchange (run_id, table_name, row_id, op, before)
            SELECT $1, %2$L, id, 'u', before FROM changed
        )
        UPDATE %2$I t SET (%5$s, run_id) = ROW (%4$s, $1)
        FROM changed c JOIN pg_temp.import_stage s ON s.external_key = c.external_key
        WHERE t.id = c.id$f$,
        before, target, geodata_column_list(told, 't.'), merged, geodata_column_list(told, '')) USING run;
    GET DIAGNOSTICS updated = ROW_COUNT;
    IF pieces THEN
        updated := by_owner.updated;
    END IF;
    FOR entry IN SELECT f.key, f.value FROM jsonb_each_text(fixed) AS f WHERE NOT f.key = ANY (columns) LOOP
        names := names || format(', %I', entry.key);
        literals := literals || format(', %L', entry.value);
    END LOOP;
    IF EXISTS (SELECT FROM pg_attribute WHERE attrelid = target::regclass AND attname = 'uuid') THEN
        names := names || ', uuid';
        literals := literals || ', gen_random_uuid()';
    END IF;
    -- Areas found beforehand (geodata_place_stage) are stored with the rows: writing a row twice costs its indexes twice.
    IF to_regclass('pg_temp.import_place') IS NOT NULL THEN
        names := names || ', area_id';
        literals := literals || ', p.area_id';
        places := 'LEFT JOIN pg_temp.import_place p ON p.position = s.position';
    END IF;
    -- Which rows are new is settled first: looked up row by row while the table grows, it would be read over and over.
    DROP TABLE IF EXISTS pg_temp.import_fresh;
    EXECUTE format('CREATE TEMPORARY TABLE import_fresh ON COMMIT DROP AS SELECT s.position FROM pg_temp.import_stage s '
        'WHERE NOT EXISTS (SELECT FROM %I o WHERE o.external_key = s.external_key)', target);
    ANALYZE pg_temp.import_fresh;
    EXECUTE format($f$
        INSERT INTO %1$I (%2$s, run_id%3$s)
        SELECT %4$s, $1%5$s FROM pg_temp.import_fresh f JOIN pg_temp.import_stage s ON s.position = f.position %6$s
        ORDER BY s.position$f$,
        target, geodata_column_list(columns, ''), names, first, literals, places) USING run;
    GET DIAGNOSTICS made = ROW_COUNT;
    created := made;
    IF pieces THEN
        created := by_owner.created;
    END IF;
    PERFORM geodata_remember_stored(target, told, made, run);
END
$$;

-- How many of the staged rows lie in no area now that they are stored.
CREATE OR REPLACE FUNCTION geodata_count_outside(target text) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
    found bigint;
BEGIN
    PERFORM geodata_check_target(target);
    EXECUTE format('SELECT count(*) FROM pg_temp.import_stage s JOIN %I t ON t.external_key = s.external_key '
        'WHERE t.area_id IS NULL', target) INTO found;
    RETURN found;
END
$$;

CREATE OR REPLACE FUNCTION geodata_row_texts(target text, ids bigint[], columns text[]) RETURNS jsonb
LANGUAGE plpgsql STABLE AS $$
DECLARE
    pairs text;
    found jsonb;
BEGIN
    PERFORM geodata_check_target(target);
    SELECT string_agg(format('%L, t.%I::text', c, c), ', ') INTO pairs FROM unnest(columns || 'run_id'::text) AS c;
    EXECUTE format('SELECT jsonb_object_agg(t.id::text, jsonb_build_object(%s)) FROM %I t WHERE t.id = ANY ($1)',
        pairs, target) INTO found USING ids;
    RETURN COALESCE(found, '{}');
END
$$;

-- Rows that an action wrote by itself (areas and their boundaries); befores: id → column → text of those it changed.
CREATE OR REPLACE FUNCTION geodata_note_changes(target text, made bigint, columns text[], befores jsonb, run bigint)
RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM geodata_check_target(target);
    INSERT INTO geodata_importchange (run_id, table_name, row_id, op, before)
    SELECT run, target, t.key::bigint, 'u', t.value FROM jsonb_each(befores) AS t;
    PERFORM geodata_remember_stored(target, columns, made, run);
END
$$;

CREATE OR REPLACE FUNCTION geodata_remove_rows(target text, ids bigint[], columns text[], run bigint) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM geodata_check_target(target);
    INSERT INTO geodata_importchange (run_id, table_name, row_id, op, before)
    SELECT run, target, t.key::bigint, 'd', t.value
    FROM jsonb_each(geodata_row_texts(target, ids, columns || 'external_key'::text)) AS t;
    EXECUTE format('DELETE FROM %I WHERE id = ANY ($1)', target) USING ids;
    PERFORM geodata_remember_stored(target, columns, 0, run);
END
$$;

-- Staged rows that name a stored row without a key by its uuid; an outline of the same ground keeps its stored drawing.
CREATE OR REPLACE FUNCTION geodata_know_stage(target text, columns text[]) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM geodata_check_target(target);
    IF EXISTS (SELECT FROM pg_attribute WHERE attrelid = target::regclass AND attname = 'uuid') THEN
        EXECUTE format($f$
            UPDATE %I t SET external_key = s.external_key
            FROM (SELECT external_key, substr(external_key, 6)::uuid AS uuid FROM pg_temp.import_stage
                WHERE external_key ~ '^uuid:[0-9a-f-]{36}$') s
            WHERE t.external_key IS NULL AND t.uuid = s.uuid$f$, target);
    END IF;
    IF 'geom' = ANY (columns) THEN
        EXECUTE format($f$
            UPDATE pg_temp.import_stage s SET geom = t.geom FROM %I t
            WHERE t.external_key = s.external_key AND NOT (s.geom = t.geom) AND ST_Equals(s.geom, t.geom)$f$, target);
    END IF;
END
$$;
