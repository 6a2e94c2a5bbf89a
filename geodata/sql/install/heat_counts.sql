-- Purpose: each write of events notes the local days it touches; counting them makes the counts by day, kind, cell and hour, and their sums over kinds.
-- Parameters: none.
-- Columns: geodata_heatdue day; geodata_heatcount, geodata_heatsum, geodata_heatkind, geodata_heatblock and geodata_heatpatch as the models say.
-- Index used: event_reported_at, geodata_repeat_pkey, heatcount_day_kinds, heatblock_day, heatkind_once, heatsum_day, heatpatch_day.
-- Functions of places and days are those of tile_counts.sql. The time zone is TIME_ZONE of the settings (a test compares them).
CREATE OR REPLACE FUNCTION geodata_note_heat() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' THEN
        DELETE FROM geodata_heatcount;
        DELETE FROM geodata_heatsum;
        DELETE FROM geodata_heatpatch;
        DELETE FROM geodata_heatblock;
        DELETE FROM geodata_heatdue;
    ELSIF TG_OP = 'INSERT' THEN
        INSERT INTO geodata_heatdue (day) SELECT DISTINCT geodata_local_day(reported_at) FROM new_rows;
    ELSIF TG_OP = 'DELETE' THEN
        INSERT INTO geodata_heatdue (day) SELECT DISTINCT geodata_local_day(reported_at) FROM old_rows;
    ELSE
        -- A step forward changes nothing that is counted.
        INSERT INTO geodata_heatdue (day)
        SELECT DISTINCT geodata_local_day(unnest(ARRAY[o.reported_at, n.reported_at]))
        FROM old_rows o JOIN new_rows n USING (id)
        WHERE (o.reported_at, o.category_id, o.priority, o.source, o.status_known, o.area_id) IS DISTINCT FROM
            (n.reported_at, n.category_id, n.priority, n.source, n.status_known, n.area_id) OR NOT o.geom ~= n.geom;
    END IF;
    RETURN NULL;
END
$$;

-- Which report comes first changes nothing: only what begins or ends to be a repeat does.
CREATE OR REPLACE FUNCTION geodata_note_heat_repeats() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' THEN
        INSERT INTO geodata_heatdue (day) SELECT DISTINCT day FROM geodata_heatcount;
    ELSE
        INSERT INTO geodata_heatdue (day)
        SELECT DISTINCT geodata_local_day(e.reported_at) FROM changed JOIN geodata_event e ON e.id = changed.event_id;
    END IF;
    RETURN NULL;
END
$$;

-- Days between two whose counts cannot be taken.
CREATE OR REPLACE FUNCTION geodata_heat_due(first_day date, last_day date) RETURNS date[]
LANGUAGE sql STABLE AS $$
    SELECT coalesce(array_agg(DISTINCT day), '{}') FROM geodata_heatdue WHERE day BETWEEN first_day AND last_day
$$;

CREATE OR REPLACE FUNCTION geodata_day_starts(day date) RETURNS timestamptz
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT day::timestamp AT TIME ZONE 'Asia/Shanghai' $$;

-- The cell of a place among those of zoom 17, as geodata_cell_column and geodata_cell_row tell it; NULL where there is no place.
CREATE OR REPLACE FUNCTION geodata_cell_number(web geometry) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT floor((ST_X(web) + 20037508.342789244) / 305.74811314055756)::bigint << 20
        | floor((20037508.342789244 - ST_Y(web)) / 305.74811314055756)::bigint
$$;

-- The same among those of zoom 20: its column and row, eight to one of zoom 17 each way.
CREATE OR REPLACE FUNCTION geodata_fine_cell_number(web geometry) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT floor((ST_X(web) + 20037508.342789244) / (305.74811314055756::float8 / 8))::bigint << 20
        | floor((20037508.342789244 - ST_Y(web)) / (305.74811314055756::float8 / 8))::bigint
$$;

-- Sum the counts of some days over their kinds.
CREATE OR REPLACE FUNCTION geodata_sum_heat(days date[]) RETURNS void
LANGUAGE sql SET search_path = public, pg_temp AS $$
    DELETE FROM geodata_heatsum WHERE day = ANY(days);
    INSERT INTO geodata_heatsum (day, source, priority, marks)
    SELECT day, coalesce(source, ''), coalesce(priority, ''), array_agg(place | n ORDER BY place)
    FROM (
        SELECT day, source, priority, place, sum(n)::bigint AS n
        FROM (SELECT day, source, priority, mark >> 25 << 25 AS place, mark & 33554431 AS n
            FROM (SELECT day, source, priority, unnest(marks) AS mark FROM geodata_heatcount WHERE day = ANY(days)) u) m
        GROUP BY GROUPING SETS ((day, place), (day, source, place), (day, priority, place))
    ) s
    GROUP BY day, source, priority ORDER BY source, priority, day;
    DELETE FROM geodata_heatpatch WHERE day = ANY(days);
    INSERT INTO geodata_heatpatch (day, x, y, source, priority, marks)
    SELECT day, x, y, coalesce(source, ''), coalesce(priority, ''), array_agg(n << 28 | place ORDER BY place)
    FROM (
        SELECT b.day, b.x, b.y, k.source, k.priority, b.place, sum(b.n)::bigint AS n
        FROM (
            SELECT day, x >> 2 AS x, y >> 2 AS y, mark >> 42 AS kind, mark >> 16 & 67108863 AS n,
                ((mark >> 10 & 1) << 27) | ((x & 3)::bigint << 25) | ((y & 3) << 10) | (mark & 924) AS place
            FROM (SELECT day, x, y, unnest(marks) AS mark FROM geodata_heatblock WHERE day = ANY(days)) u
        ) b JOIN geodata_heatkind k ON k.id = b.kind
        GROUP BY GROUPING SETS ((b.day, b.x, b.y, b.place), (b.day, b.x, b.y, k.source, b.place), (b.day, b.x, b.y, k.priority, b.place))
    ) s
    GROUP BY day, x, y, source, priority ORDER BY x, y, source, priority, day
$$;

-- Count some days anew, a month at a time.
CREATE OR REPLACE FUNCTION geodata_count_heat(days date[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    taken date[];
BEGIN
    FOR i IN 0 .. (cardinality(days) - 1) / 31 LOOP
        taken := days[i * 31 + 1 : i * 31 + 31];
        DELETE FROM geodata_heatcount WHERE day = ANY(taken);
        DELETE FROM geodata_heatblock WHERE day = ANY(taken);
        WITH told AS MATERIALIZED (
            SELECT d.day, e.category_id, e.priority, e.source, geodata_fine_cell_number(e.web) AS fine,
                coalesce(e.area_id, 0) AS area_id, (r.event_id IS NOT NULL)::integer AS again, e.status_known,
                date_part('hour', e.reported_at AT TIME ZONE 'Asia/Shanghai')::integer AS hour
            FROM unnest(taken) AS d (day)
            JOIN geodata_event e ON e.reported_at >= geodata_day_starts(d.day) AND e.reported_at < geodata_day_starts(d.day + 1)
            LEFT JOIN geodata_repeat r ON r.event_id = e.id
        ), new_kinds AS (
            INSERT INTO geodata_heatkind (category_id, priority, source)
            SELECT DISTINCT category_id, priority, source FROM told EXCEPT SELECT category_id, priority, source FROM geodata_heatkind
            RETURNING *
        ), kinds AS (
            SELECT * FROM geodata_heatkind UNION ALL SELECT * FROM new_kinds
        ), by_block AS (
            INSERT INTO geodata_heatblock (day, x, y, marks)
            SELECT day, x, y, array_agg((id << 42) | (n << 16) | mark ORDER BY id, mark)
            FROM (
                SELECT day, (fine >> 25)::integer AS x, (fine & 1048575)::integer >> 5 AS y, category_id, priority, source,
                    (hour << 11) | (again << 10) | ((fine >> 20 & 31) << 5) | (fine & 31) AS mark, count(*) AS n
                FROM told WHERE fine IS NOT NULL GROUP BY 1, 2, 3, 4, 5, 6, 7
            ) m JOIN kinds USING (category_id, priority, source)
            GROUP BY x, y, day ORDER BY x, y, day
        ), by_hour AS (
            SELECT day, category_id, priority, source, sum(n) AS n, sum(again) AS again, array_agg(n::integer << 8 | hour) AS hours
            FROM (SELECT day, category_id, priority, source, (NOT status_known)::integer << 6 | again << 5 | hour AS hour,
                    count(*) AS n, sum(again) AS again
                FROM told GROUP BY 1, 2, 3, 4, 5) h
            GROUP BY 1, 2, 3, 4
        ), by_cell AS (
            SELECT day, category_id, priority, source, array_agg(mark | n) AS marks
            FROM (SELECT day, category_id, priority, source,
                    (((fine >> 23 << 20) | ((fine & 1048575) >> 3)) << 26) | (again::bigint << 25) AS mark, count(*) AS n
                FROM told WHERE fine IS NOT NULL GROUP BY 1, 2, 3, 4, 5) c
            GROUP BY 1, 2, 3, 4
        ), by_area AS (
            SELECT day, category_id, priority, source, array_agg(area_id) AS areas, array_agg(n::integer) AS events, array_agg(again::integer) AS repeats
            FROM (SELECT day, category_id, priority, source, area_id, count(*) AS n, sum(again) AS again FROM told GROUP BY 1, 2, 3, 4, 5) a
            GROUP BY 1, 2, 3, 4
        )
        INSERT INTO geodata_heatcount (day, category_id, priority, source, n, again, marks, areas, area_events, area_repeats, hours)
        SELECT day, category_id, priority, source, h.n, h.again, coalesce(c.marks, '{}'), a.areas, a.events, a.repeats, h.hours
        FROM by_hour h JOIN by_area a USING (day, category_id, priority, source) LEFT JOIN by_cell c USING (day, category_id, priority, source)
        ORDER BY day, category_id;
        PERFORM geodata_sum_heat(taken);
    END LOOP;
END
$$;

-- Count the days that are due; writers are not held up, what they change meanwhile stays due. Gives the days, 0 where another is at it.
CREATE OR REPLACE FUNCTION geodata_fold_heat() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    days date[];
BEGIN
    IF NOT pg_try_advisory_xact_lock(7160415) THEN
        RETURN 0;
    END IF;
    -- What is taken here is seen by the statements that count: each sees at least what this one does.
    WITH gone AS (DELETE FROM geodata_heatdue RETURNING day)
    SELECT array_agg(DISTINCT day ORDER BY day) INTO days FROM gone;
    PERFORM geodata_count_heat(coalesce(days, '{}'));
    -- Of a table that is empty and was never looked at two thousand rows are guessed, which spoils every plan.
    ANALYZE geodata_heatdue;
    RETURN coalesce(cardinality(days), 0);
END
$$;

-- Count everything anew; writers of events wait meanwhile.
CREATE OR REPLACE FUNCTION geodata_recount_heat() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(7160415);
    LOCK TABLE geodata_event IN SHARE ROW EXCLUSIVE MODE;
    DELETE FROM geodata_heatdue;
    DELETE FROM geodata_heatcount;
    DELETE FROM geodata_heatsum;
    DELETE FROM geodata_heatpatch;
    DELETE FROM geodata_heatblock;
    PERFORM geodata_count_heat(coalesce(array_agg(day ORDER BY day), '{}'))
    FROM (SELECT DISTINCT geodata_local_day(reported_at) AS day FROM geodata_event) all_days;
END
$$;

DO $$
DECLARE
    op text;
BEGIN
    -- Nobody counts meanwhile by the functions of before.
    PERFORM pg_advisory_xact_lock(7160415);
    FOREACH op IN ARRAY ARRAY['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE'] LOOP
        EXECUTE format('CREATE OR REPLACE TRIGGER %I AFTER %s ON geodata_event %s FOR EACH STATEMENT EXECUTE FUNCTION geodata_note_heat()',
            'heat_' || lower(op), op,
            CASE op WHEN 'INSERT' THEN 'REFERENCING NEW TABLE AS new_rows' WHEN 'DELETE' THEN 'REFERENCING OLD TABLE AS old_rows'
                WHEN 'UPDATE' THEN 'REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows' ELSE '' END);
        IF op <> 'UPDATE' THEN
            EXECUTE format('CREATE OR REPLACE TRIGGER %I AFTER %s ON geodata_repeat %s FOR EACH STATEMENT EXECUTE FUNCTION geodata_note_heat_repeats()',
                'heat_' || lower(op), op,
                CASE op WHEN 'INSERT' THEN 'REFERENCING NEW TABLE AS changed' WHEN 'DELETE' THEN 'REFERENCING OLD TABLE AS changed' ELSE '' END);
        END IF;
    END LOOP;
    -- What earlier versions counted with.
    DROP FUNCTION IF EXISTS geodata_count_heat(), geodata_fold_heat(date), geodata_heat_is_kept(date, date, boolean);
    ALTER TABLE geodata_heatcount ALTER marks SET COMPRESSION lz4,
        ALTER areas SET COMPRESSION lz4, ALTER area_events SET COMPRESSION lz4, ALTER area_repeats SET COMPRESSION lz4,
        ALTER hours SET COMPRESSION lz4;
    ALTER TABLE geodata_heatblock ALTER marks SET COMPRESSION lz4;
    ALTER TABLE geodata_heatsum ALTER marks SET COMPRESSION lz4;
    ALTER TABLE geodata_heatpatch ALTER marks SET COMPRESSION lz4;
    IF NOT EXISTS (SELECT FROM geodata_heatcount) AND NOT EXISTS (SELECT FROM geodata_heatdue) AND EXISTS (SELECT FROM geodata_event) THEN
        PERFORM geodata_recount_heat();
    END IF;
    -- Counts of before there were sums; days that are due are counted anew anyway.
    IF NOT EXISTS (SELECT FROM geodata_heatsum) OR NOT EXISTS (SELECT FROM geodata_heatpatch) THEN
        PERFORM geodata_sum_heat(array_agg(day)) FROM (SELECT DISTINCT day FROM geodata_heatcount) counted GROUP BY date_trunc('month', day);
    END IF;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'app') THEN
        REVOKE INSERT, UPDATE, DELETE ON geodata_heatcount, geodata_heatdue, geodata_heatkind, geodata_heatblock, geodata_heatsum, geodata_heatpatch FROM app;
        GRANT SELECT ON geodata_heatcount, geodata_heatdue, geodata_heatkind, geodata_heatblock, geodata_heatsum, geodata_heatpatch TO app;
    END IF;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'layers') THEN
        GRANT SELECT ON geodata_heatcount, geodata_heatdue, geodata_heatkind, geodata_heatblock, geodata_heatsum, geodata_heatpatch TO layers;
    END IF;
END
$$;
