-- Purpose: per department, how many rows its files of one kind brought, how many of them are complete, and what the others lack.
-- Parameters: target (table that takes imports), of_kind (kind of the runs), wanted (jsonb [{name, blank: [text]}], columns a complete row has filled with something else).
-- Columns: department_id (NULL = not told), total (rows), complete (rows), missing (jsonb column → rows).
-- Index used: the target's index on run_id, its primary key.
-- A row counts for every department whose file brought or changed it; one edited by hand since counts for none.
CREATE OR REPLACE FUNCTION geodata_count_complete(target text, of_kind text, wanted jsonb)
RETURNS TABLE (department_id bigint, total bigint, complete bigint, missing jsonb)
LANGUAGE plpgsql STABLE AS $$
DECLARE
    filled text;
    lacking text;
BEGIN
    PERFORM geodata_check_target(target);
    SELECT string_agg(test, ' AND '), string_agg(format('%L, count(*) FILTER (WHERE NOT (%s))', name, test), ', ')
    INTO filled, lacking
    FROM (
        SELECT w ->> 'name' AS name, format('(t.%1$I IS NOT NULL AND t.%1$I::text <> ALL (%2$L::text[]))', w ->> 'name',
            ARRAY(SELECT jsonb_array_elements_text(w -> 'blank'))) AS test
        FROM jsonb_array_elements(wanted) AS w
    ) tests;
    RETURN QUERY EXECUTE format($f$
        SELECT b.department_id, count(*), count(*) FILTER (WHERE %1$s), jsonb_build_object(%2$s)
        FROM (
            SELECT r.department_id, o.id AS row_id
            FROM geodata_importrun r JOIN %3$I o ON o.run_id = r.id
            WHERE r.kind = $1 AND r.undone_at IS NULL
            UNION
            SELECT r.department_id, c.row_id
            FROM geodata_importchange c JOIN geodata_importrun r ON r.id IN (c.run_id, (c.before ->> 'run_id')::bigint)
            WHERE c.table_name = %3$L AND c.op = 'u' AND r.kind = $1 AND r.undone_at IS NULL
        ) b
        JOIN %3$I t ON t.id = b.row_id
        GROUP BY b.department_id$f$, filled, lacking, target) USING of_kind;
END
$$;
