-- Purpose: events of a period counted in square cells from the kept counts of all kinds together.
-- Parameters: xmin, ymin, xmax, ymax (EPSG:3857 metres), shift (cells of zoom 17 per side of a drawn one, as a power of two), first_day, last_day (local dates), and those of draw_heat_cells.
-- Columns: those of draw_heat_cells.
-- Index used: eventcount_day_cell.
SELECT /*heat squares*/
FROM (
    SELECT x >> %(shift)s AS cx, y >> %(shift)s AS cy, sum(n)::integer AS total, 305.74811314055756::float8 * (1 << %(shift)s) AS side
    FROM geodata_eventcount
    WHERE day BETWEEN %(first_day)s AND %(last_day)s
      AND x BETWEEN (geodata_cell_column(%(xmin)s) >> %(shift)s) << %(shift)s
            AND (((geodata_cell_column(%(xmax)s) >> %(shift)s) + 1) << %(shift)s) - 1
      AND y BETWEEN (geodata_cell_row(%(ymax)s) >> %(shift)s) << %(shift)s
            AND (((geodata_cell_row(%(ymin)s) >> %(shift)s) + 1) << %(shift)s) - 1
    GROUP BY 1, 2 HAVING sum(n) > 0
) n
