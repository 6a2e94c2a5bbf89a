-- Purpose: each write adds to the counts of the cells it touches, so that far-out tiles need no rows; counting anew mends them.
-- Parameters: none.
-- Columns: geodata_eventcount day (local), x, y (web tile of zoom 17), n; geodata_buildingcount x, y, n.
-- Index used: eventcount_day_cell, buildingcount_cell.
-- The time zone is TIME_ZONE of the settings (a test compares them).
CREATE OR REPLACE FUNCTION geodata_local_day(moment timestamptz) RETURNS date
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT (moment AT TIME ZONE 'Asia/Shanghai')::date $$;

-- The column and the row of a web mercator coordinate (metres) among the cells.
CREATE OR REPLACE FUNCTION geodata_cell_column(x float8) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT floor((x + 20037508.342789244) / 305.74811314055756)::integer $$;
CREATE OR REPLACE FUNCTION geodata_cell_row(y float8) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT floor((20037508.342789244 - y) / 305.74811314055756)::integer $$;

-- Rows of the same cell become one; rows that somebody else is folding are left to them.
CREATE OR REPLACE FUNCTION geodata_fold_event_counts(days date[]) RETURNS void
LANGUAGE sql AS $$
    WITH folded AS (
        DELETE FROM geodata_eventcount WHERE id IN (
            SELECT id FROM geodata_eventcount WHERE day = ANY(days) FOR UPDATE SKIP LOCKED)
        RETURNING day, x, y, n
    )
    INSERT INTO geodata_eventcount (day, x, y, n)
    SELECT day, x, y, sum(n) FROM folded GROUP BY 1, 2, 3 HAVING sum(n) <> 0
$$;

CREATE OR REPLACE FUNCTION geodata_count_events() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    added integer;
    days date[];
BEGIN
    IF TG_OP = 'TRUNCATE' THEN
        DELETE FROM geodata_eventcount;
    ELSIF TG_OP = 'INSERT' THEN
        INSERT INTO geodata_eventcount (day, x, y, n)
        SELECT geodata_local_day(reported_at), geodata_cell_column(ST_X(web)), geodata_cell_row(ST_Y(web)), count(*)
        FROM new_rows WHERE NOT ST_IsEmpty(web) GROUP BY 1, 2, 3;
        GET DIAGNOSTICS added = ROW_COUNT;
        -- Single events make single rows: now and then their day is folded.
        IF added BETWEEN 1 AND 20 AND currval('geodata_eventcount_id_seq') % 500 < added THEN
            SELECT array_agg(DISTINCT geodata_local_day(reported_at)) INTO days FROM new_rows;
            PERFORM geodata_fold_event_counts(days);
        END IF;
    ELSIF TG_OP = 'DELETE' THEN
        INSERT INTO geodata_eventcount (day, x, y, n)
        SELECT geodata_local_day(reported_at), geodata_cell_column(ST_X(web)), geodata_cell_row(ST_Y(web)), -count(*)
        FROM old_rows WHERE NOT ST_IsEmpty(web) GROUP BY 1, 2, 3;
    ELSE
        INSERT INTO geodata_eventcount (day, x, y, n)
        SELECT geodata_local_day(reported_at), geodata_cell_column(ST_X(web)), geodata_cell_row(ST_Y(web)), sum(one)
        FROM (SELECT reported_at, web, 1 AS one FROM new_rows UNION ALL SELECT reported_at, web, -1 FROM old_rows) moved
        WHERE NOT ST_IsEmpty(web) GROUP BY 1, 2, 3 HAVING sum(one) <> 0;
    END IF;
    RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION geodata_count_buildings() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' THEN
        DELETE FROM geodata_buildingcount;
    ELSIF TG_OP = 'INSERT' THEN
        INSERT INTO geodata_buildingcount (x, y, n)
        SELECT geodata_cell_column((ST_XMin(web) + ST_XMax(web)) / 2), geodata_cell_row((ST_YMin(web) + ST_YMax(web)) / 2), count(*)
        FROM new_rows WHERE NOT ST_IsEmpty(web) GROUP BY 1, 2;
    ELSIF TG_OP = 'DELETE' THEN
        INSERT INTO geodata_buildingcount (x, y, n)
        SELECT geodata_cell_column((ST_XMin(web) + ST_XMax(web)) / 2), geodata_cell_row((ST_YMin(web) + ST_YMax(web)) / 2), -count(*)
        FROM old_rows WHERE NOT ST_IsEmpty(web) GROUP BY 1, 2;
    ELSE
        INSERT INTO geodata_buildingcount (x, y, n)
        SELECT geodata_cell_column((ST_XMin(web) + ST_XMax(web)) / 2), geodata_cell_row((ST_YMin(web) + ST_YMax(web)) / 2), sum(one)
        FROM (SELECT web, 1 AS one FROM new_rows UNION ALL SELECT web, -1 FROM old_rows) moved
        WHERE NOT ST_IsEmpty(web) GROUP BY 1, 2 HAVING sum(one) <> 0;
    END IF;
    RETURN NULL;
END
$$;

-- Count everything anew; writers of events and buildings wait meanwhile.
CREATE OR REPLACE FUNCTION geodata_recount() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    LOCK TABLE geodata_event, geodata_building IN SHARE ROW EXCLUSIVE MODE;
    DELETE FROM geodata_eventcount;
    DELETE FROM geodata_buildingcount;
    INSERT INTO geodata_eventcount (day, x, y, n)
    SELECT geodata_local_day(reported_at), geodata_cell_column(ST_X(web)), geodata_cell_row(ST_Y(web)), count(*)
    -- Days lie together on the disk, as they do where they are written day by day.
    FROM geodata_event WHERE NOT ST_IsEmpty(web) GROUP BY 1, 2, 3 ORDER BY 1, 2, 3;
    INSERT INTO geodata_buildingcount (x, y, n)
    SELECT geodata_cell_column((ST_XMin(web) + ST_XMax(web)) / 2), geodata_cell_row((ST_YMin(web) + ST_YMax(web)) / 2), count(*)
    FROM geodata_building WHERE NOT ST_IsEmpty(web) GROUP BY 1, 2;
END
$$;

DO $$
DECLARE
    watched text;
    op text;
BEGIN
    FOREACH watched IN ARRAY ARRAY['event', 'building'] LOOP
        FOREACH op IN ARRAY ARRAY['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE'] LOOP
            EXECUTE format('CREATE OR REPLACE TRIGGER %I AFTER %s ON %I %s FOR EACH STATEMENT EXECUTE FUNCTION %I()',
                'count_' || lower(op), op, 'geodata_' || watched,
                CASE op WHEN 'INSERT' THEN 'REFERENCING NEW TABLE AS new_rows' WHEN 'DELETE' THEN 'REFERENCING OLD TABLE AS old_rows'
                    WHEN 'UPDATE' THEN 'REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows' ELSE '' END,
                'geodata_count_' || watched || 's');
        END LOOP;
    END LOOP;
    -- A database that had rows before it had counts.
    IF (NOT EXISTS (SELECT FROM geodata_eventcount) AND EXISTS (SELECT FROM geodata_event))
        OR (NOT EXISTS (SELECT FROM geodata_buildingcount) AND EXISTS (SELECT FROM geodata_building)) THEN
        PERFORM geodata_recount();
    END IF;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'app') THEN
        REVOKE INSERT, UPDATE, DELETE ON geodata_eventcount, geodata_buildingcount FROM app;
    END IF;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'layers') THEN
        GRANT SELECT ON geodata_eventcount, geodata_buildingcount TO layers;
    END IF;
END
$$;
