-- Purpose: events of a period counted in cells, from the kept counts; for who sees all of them without further filters.
-- Parameters: xmin, ymin, xmax, ymax (EPSG:3857 metres), shift (cells of zoom 17 per side of a drawn one, as a power of two), first_day, last_day (local dates).
-- Columns: id, geom (EPSG:3857, the middle of the cell), count (events).
-- Index used: eventcount_day_cell.
SELECT n.cx::bigint * 131072 + n.cy + 1 AS id, n.total AS count,
    ST_SetSRID(ST_Point((n.cx + 0.5) * s.side - 20037508.342789244, 20037508.342789244::float8 - (n.cy + 0.5) * s.side), 3857) AS geom
FROM (SELECT 305.74811314055756::float8 * (1 << %(shift)s) AS side) s, (
    SELECT x >> %(shift)s AS cx, y >> %(shift)s AS cy, sum(n)::int AS total
    FROM geodata_eventcount
    WHERE day BETWEEN %(first_day)s AND %(last_day)s
      AND x BETWEEN (geodata_cell_column(%(xmin)s) >> %(shift)s) << %(shift)s
            AND (((geodata_cell_column(%(xmax)s) >> %(shift)s) + 1) << %(shift)s) - 1
      AND y BETWEEN (geodata_cell_row(%(ymax)s) >> %(shift)s) << %(shift)s
            AND (((geodata_cell_row(%(ymin)s) >> %(shift)s) + 1) << %(shift)s) - 1
    GROUP BY 1, 2 HAVING sum(n) > 0
) n
