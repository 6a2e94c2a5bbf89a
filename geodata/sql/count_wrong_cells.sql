-- Purpose: in how many cells the kept counts differ from the rows themselves.
-- Parameters: none.
-- Columns: kind (events, buildings), wrong (cells; for events cells and days).
-- Index used: none (reads everything).
SELECT 'events' AS kind, count(*) AS wrong FROM (
    SELECT FROM (
        SELECT day, x, y, n FROM geodata_eventcount
        UNION ALL
        SELECT geodata_local_day(reported_at), geodata_cell_column(ST_X(web)), geodata_cell_row(ST_Y(web)), -1
        FROM geodata_event WHERE NOT ST_IsEmpty(web)
    ) both_ways GROUP BY day, x, y HAVING sum(n) <> 0
) wrong_cells
UNION ALL
SELECT 'buildings', count(*) FROM (
    SELECT FROM (
        SELECT x, y, n FROM geodata_buildingcount
        UNION ALL
        SELECT geodata_cell_column((ST_XMin(web) + ST_XMax(web)) / 2), geodata_cell_row((ST_YMin(web) + ST_YMax(web)) / 2), -1
        FROM geodata_building WHERE NOT ST_IsEmpty(web)
    ) both_ways GROUP BY x, y HAVING sum(n) <> 0
) wrong_cells
