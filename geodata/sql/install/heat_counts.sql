-- Purpose: each write of events adds to the counts by cell, category, priority and source; at night they are folded, counting anew mends them.
-- Parameters: none.
-- Columns: geodata_heatcount day (local), x, y (web tile of zoom 17), category_id, priority, source, whole_month, n.
-- Index used: heatcount_day_cell.
-- Functions of places and days are those of tile_counts.sql.
CREATE OR REPLACE FUNCTION geodata_count_heat() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' THEN
        DELETE FROM geodata_heatcount;
    ELSIF TG_OP = 'INSERT' THEN
        INSERT INTO geodata_heatcount (day, x, y, category_id, priority, source, n)
        SELECT geodata_local_day(reported_at), geodata_cell_column(ST_X(web)), geodata_cell_row(ST_Y(web)), category_id, priority, source, count(*)
        FROM new_rows WHERE NOT ST_IsEmpty(web) GROUP BY 1, 2, 3, 4, 5, 6;
    ELSIF TG_OP = 'DELETE' THEN
        INSERT INTO geodata_heatcount (day, x, y, category_id, priority, source, n)
        SELECT geodata_local_day(reported_at), geodata_cell_column(ST_X(web)), geodata_cell_row(ST_Y(web)), category_id, priority, source, -count(*)
        FROM old_rows WHERE NOT ST_IsEmpty(web) GROUP BY 1, 2, 3, 4, 5, 6;
    ELSE
        INSERT INTO geodata_heatcount (day, x, y, category_id, priority, source, n)
        SELECT geodata_local_day(reported_at), geodata_cell_column(ST_X(web)), geodata_cell_row(ST_Y(web)), category_id, priority, source, sum(one)
        FROM (SELECT reported_at, web, category_id, priority, source, 1 AS one FROM new_rows
            UNION ALL SELECT reported_at, web, category_id, priority, source, -1 FROM old_rows) moved
        WHERE NOT ST_IsEmpty(web) GROUP BY 1, 2, 3, 4, 5, 6 HAVING sum(one) <> 0;
    END IF;
    RETURN NULL;
END
$$;

-- Rows of the same number become one, those of months before `months_before` one a month; rows that others hold are left. Gives the rows saved.
CREATE OR REPLACE FUNCTION geodata_fold_heat(months_before date) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH taken AS (
        DELETE FROM geodata_heatcount WHERE id IN (
            SELECT h.id FROM geodata_heatcount h JOIN (
                SELECT CASE WHEN day < months_before THEN date_trunc('month', day)::date ELSE day END AS day, x, y, category_id, priority, source
                FROM geodata_heatcount GROUP BY 1, 2, 3, 4, 5, 6
                HAVING count(*) > 1 OR bool_or(day < months_before AND NOT whole_month) OR sum(n) = 0
            ) many ON many.day = CASE WHEN h.day < months_before THEN date_trunc('month', h.day)::date ELSE h.day END
                AND (many.x, many.y, many.category_id, many.priority, many.source) = (h.x, h.y, h.category_id, h.priority, h.source)
            FOR UPDATE OF h SKIP LOCKED)
        RETURNING *
    ), kept AS (
        INSERT INTO geodata_heatcount (day, x, y, category_id, priority, source, whole_month, n)
        SELECT CASE WHEN day < months_before THEN date_trunc('month', day)::date ELSE day END, x, y, category_id, priority, source,
            day < months_before, sum(n)
        FROM taken GROUP BY 1, 2, 3, 4, 5, 6, 7 HAVING sum(n) <> 0
        RETURNING 1
    )
    SELECT (SELECT count(*) FROM taken) - (SELECT count(*) FROM kept)
$$;

-- Whether the counts know a period: months that are folded must lie in it whole, and never where each day is asked for.
CREATE OR REPLACE FUNCTION geodata_heat_is_kept(first_day date, last_day date, each_day boolean) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT coalesce(first_day >= known.since OR (NOT each_day AND first_day = date_trunc('month', first_day)::date
        AND (last_day >= known.since - 1 OR last_day + 1 = date_trunc('month', last_day + 1)::date)), true)
    FROM (SELECT (max(day) + interval '1 month')::date AS since FROM geodata_heatcount WHERE whole_month) known
$$;

-- Count everything anew; writers of events wait meanwhile.
CREATE OR REPLACE FUNCTION geodata_recount_heat() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    LOCK TABLE geodata_event IN SHARE ROW EXCLUSIVE MODE;
    DELETE FROM geodata_heatcount;
    INSERT INTO geodata_heatcount (day, x, y, category_id, priority, source, n)
    SELECT geodata_local_day(reported_at), geodata_cell_column(ST_X(web)), geodata_cell_row(ST_Y(web)), category_id, priority, source, count(*)
    FROM geodata_event WHERE NOT ST_IsEmpty(web) GROUP BY 1, 2, 3, 4, 5, 6;
END
$$;

DO $$
DECLARE
    op text;
BEGIN
    FOREACH op IN ARRAY ARRAY['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE'] LOOP
        EXECUTE format('CREATE OR REPLACE TRIGGER %I AFTER %s ON geodata_event %s FOR EACH STATEMENT EXECUTE FUNCTION geodata_count_heat()',
            'heat_' || lower(op), op,
            CASE op WHEN 'INSERT' THEN 'REFERENCING NEW TABLE AS new_rows' WHEN 'DELETE' THEN 'REFERENCING OLD TABLE AS old_rows'
                WHEN 'UPDATE' THEN 'REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows' ELSE '' END);
    END LOOP;
    IF NOT EXISTS (SELECT FROM geodata_heatcount) AND EXISTS (SELECT FROM geodata_event) THEN
        PERFORM geodata_recount_heat();
    END IF;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'app') THEN
        REVOKE INSERT, UPDATE, DELETE ON geodata_heatcount FROM app;
        GRANT SELECT ON geodata_heatcount TO app;
    END IF;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'layers') THEN
        GRANT SELECT ON geodata_heatcount TO layers;
    END IF;
END
$$;
