-- Purpose: in how many numbers the kept counts of heat differ from the rows.
-- Parameters: none.
-- Columns: wrong (numbers by month where folded, else by day).
-- Index used: none (reads everything).
WITH folded AS (
    SELECT coalesce((max(day) + interval '1 month')::date, '-infinity') AS since FROM geodata_heatcount WHERE whole_month
), both_sides AS (
    SELECT day, x, y, category_id, priority::text, source::text, n::bigint FROM geodata_heatcount
    UNION ALL
    SELECT geodata_local_day(reported_at), geodata_cell_column(ST_X(web)), geodata_cell_row(ST_Y(web)), category_id, priority, source, -1
    FROM geodata_event WHERE NOT ST_IsEmpty(web)
)
SELECT count(*) AS wrong FROM (
    SELECT 1 FROM both_sides, folded
    GROUP BY CASE WHEN day < since THEN date_trunc('month', day)::date ELSE day END, x, y, category_id, priority, source
    HAVING sum(n) <> 0
) w
