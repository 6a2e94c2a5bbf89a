-- Purpose: take back what a run did to a table, except for rows edited since or in use by others; list later runs on them.
-- Parameters: target (table), run (bigint); the run is already marked undone.
-- Columns: geodata_importchange run_id, table_name, row_id, op, before; columns of the target by geodata_importrun.stored.
-- Index used: the target's index on run_id, geodata_importchange_run_id.
-- Steps an import told, taken back with it; steps people made stay, and so do their events.
CREATE OR REPLACE FUNCTION geodata_forget_steps(run bigint, events bigint[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
    DELETE FROM geodata_eventstep s USING geodata_importrun r
    WHERE r.id = run AND r.undone_at IS NOT NULL AND s.run_id = r.id AND s.event_id = ANY (events)
$$;

-- Rows a run took away, written again under their old ids, with all that was noted, where nobody wrote the same since.
CREATE OR REPLACE FUNCTION geodata_bring_back(target text, run bigint) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
    brought bigint;
    columns text[];
    readings text;
BEGIN
    SELECT array_agg(a.attname::text ORDER BY a.attnum),
        string_agg(format('(c.before ->> %L)::%s', a.attname, format_type(a.atttypid, a.atttypmod)), ', ' ORDER BY a.attnum)
    INTO columns, readings
    FROM pg_attribute a WHERE a.attrelid = target::regclass AND a.attname IN (
        SELECT jsonb_object_keys(c.before) FROM geodata_importchange c
        WHERE c.run_id = run AND c.table_name = target AND c.op = 'd');
    EXECUTE format('INSERT INTO %1$I (id, %2$s) SELECT c.row_id, %3$s FROM geodata_importchange c '
        'WHERE c.run_id = $1 AND c.table_name = %1$L AND c.op = ''d'' ON CONFLICT DO NOTHING',
        target, geodata_column_list(columns, ''), readings) USING run;
    GET DIAGNOSTICS brought = ROW_COUNT;
    RETURN brought;
END
$$;
DROP FUNCTION IF EXISTS geodata_bring_back(text, bigint, text[]);

-- Areas a run made that something else stands on (people serve them, cases lie in them), and the areas above those.
CREATE OR REPLACE FUNCTION geodata_areas_in_use(run bigint) RETURNS bigint[]
LANGUAGE plpgsql AS $$
DECLARE
    link record;
    used bigint[];
    found bigint[] := '{}';
    made bigint[] := ARRAY(SELECT a.id FROM geodata_area a WHERE a.run_id = run AND NOT EXISTS (
        SELECT FROM geodata_importchange c WHERE c.run_id = run AND c.table_name = 'geodata_area' AND c.row_id = a.id));
BEGIN
    FOR link IN
        SELECT k.conrelid::regclass::text AS child, a.attname AS child_column
        FROM pg_constraint k JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
        WHERE k.contype = 'f' AND k.confrelid = 'geodata_area'::regclass
            AND k.conrelid NOT IN ('geodata_area'::regclass, 'geodata_boundaryversion'::regclass)
    LOOP
        EXECUTE format('SELECT array_agg(a.id) FROM unnest($1) AS a (id) WHERE EXISTS (SELECT FROM %s o WHERE o.%I = a.id)',
            link.child, link.child_column) INTO used USING made;
        found := found || used;
    END LOOP;
    RETURN ARRAY(
        WITH RECURSIVE kept AS (
            SELECT a.id, a.parent_id FROM geodata_area a WHERE a.id = ANY (found)
            UNION
            SELECT a.id, a.parent_id FROM geodata_area a JOIN kept k ON a.id = k.parent_id WHERE a.id = ANY (made)
        )
        SELECT id FROM kept);
END
$$;

CREATE OR REPLACE FUNCTION geodata_undo_changes(target text, run bigint,
    OUT removed bigint, OUT restored bigint, OUT edited bigint, OUT in_use bigint)
LANGUAGE plpgsql AS $$
DECLARE
    told text[];
    had_made bigint;
    link record;
BEGIN
    PERFORM geodata_check_target(target);
    SELECT array_agg(c.value), (r.stored -> target ->> 'created')::bigint INTO told, had_made
    FROM geodata_importrun r, jsonb_array_elements_text(r.stored -> target -> 'columns') AS c
    WHERE r.id = run GROUP BY r.id;
    DROP TABLE IF EXISTS pg_temp.undo_rows;
    EXECUTE format($f$
        CREATE TEMPORARY TABLE undo_rows ON COMMIT DROP AS
        SELECT t.id AS row_id, c.id IS NULL AS made, c.before, false AS needed
        FROM %1$I t LEFT JOIN geodata_importchange c
            ON c.run_id = $1 AND c.table_name = %1$L AND c.row_id = t.id AND c.op = 'u'
        WHERE t.run_id = $1$f$, target) USING run;
    CREATE INDEX ON pg_temp.undo_rows (row_id);
    ANALYZE pg_temp.undo_rows;
    SELECT (had_made - count(*) FILTER (WHERE u.made)) + (
        SELECT count(*) FROM geodata_importchange c WHERE c.run_id = run AND c.table_name = target AND c.op = 'u'
            AND NOT EXISTS (SELECT FROM pg_temp.undo_rows o WHERE o.row_id = c.row_id))
    INTO edited FROM pg_temp.undo_rows u;
    IF target = 'geodata_event' THEN
        PERFORM geodata_forget_steps(run, (SELECT array_agg(row_id) FROM pg_temp.undo_rows));
    END IF;
    FOR link IN
        SELECT k.conrelid::regclass::text AS child, a.attname AS child_column
        FROM pg_constraint k JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
        WHERE k.contype = 'f' AND k.confrelid = target::regclass
    LOOP
        EXECUTE format('UPDATE pg_temp.undo_rows u SET needed = true FROM %s o '
            'WHERE o.%I = u.row_id AND u.made AND NOT u.needed', link.child, link.child_column);
    END LOOP;
    SELECT count(*) INTO in_use FROM pg_temp.undo_rows u WHERE u.needed;
    -- An area that stays keeps its outline; it is counted once, as an area.
    IF target = 'geodata_boundaryversion' THEN
        UPDATE pg_temp.undo_rows u SET needed = true FROM geodata_boundaryversion b
        WHERE b.id = u.row_id AND u.made AND b.area_id = ANY (geodata_areas_in_use(run));
    END IF;
    EXECUTE format('DELETE FROM %I t USING pg_temp.undo_rows u '
        'WHERE t.id = u.row_id AND u.made AND NOT u.needed', target);
    GET DIAGNOSTICS removed = ROW_COUNT;
    EXECUTE format('UPDATE %I t SET (%s, run_id) = ROW (%s, (u.before ->> ''run_id'')::bigint) FROM pg_temp.undo_rows u '
        'WHERE t.id = u.row_id AND NOT u.made', target, geodata_column_list(told, ''),
        (SELECT string_agg(format('CASE WHEN u.before ? %1$L THEN (u.before ->> %1$L)::%2$s ELSE t.%1$I END', a.attname,
            format_type(a.atttypid, a.atttypmod)), ', ' ORDER BY array_position(told, a.attname::text))
         FROM pg_attribute a WHERE a.attrelid = target::regclass AND a.attname = ANY (told)));
    GET DIAGNOSTICS restored = ROW_COUNT;
    IF EXISTS (SELECT FROM geodata_importchange c WHERE c.run_id = run AND c.table_name = target AND c.op = 'd') THEN
        restored := restored + geodata_bring_back(target, run);
    END IF;
END
$$;
