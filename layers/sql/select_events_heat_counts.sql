-- Purpose: events of a period counted in square cells from the kept counts; the density uses each cell's true ground area.
-- Parameters: xmin, ymin, xmax, ymax (EPSG:3857 metres), shift (cells of zoom 17 per side of a drawn one, as a power of two), days, first_day, last_day (local dates).
-- Columns: id, geom (EPSG:3857), count, density (events per km² per 30 days).
-- Index used: eventcount_day_cell.
SELECT n.cx::bigint * 131072 + n.cy + 1 AS id,
    ST_MakeEnvelope(n.cx * s.side - 20037508.342789244, n.north - s.side,
        (n.cx + 1) * s.side - 20037508.342789244, n.north, 3857) AS geom,
    n.total AS count,
    round((n.total * 30.0 / %(days)s
        / (s.side * s.side / 1e6 / cosh((n.north - s.side / 2) / 6378137.0) ^ 2))::numeric, 1)::float8 AS density
FROM (SELECT 305.74811314055756::float8 * (1 << %(shift)s) AS side) s, LATERAL (
    SELECT x >> %(shift)s AS cx, y >> %(shift)s AS cy, sum(n)::int AS total,
        20037508.342789244::float8 - (y >> %(shift)s) * s.side AS north
    FROM geodata_eventcount
    WHERE day BETWEEN %(first_day)s AND %(last_day)s
      AND x BETWEEN (geodata_cell_column(%(xmin)s) >> %(shift)s) << %(shift)s
            AND (((geodata_cell_column(%(xmax)s) >> %(shift)s) + 1) << %(shift)s) - 1
      AND y BETWEEN (geodata_cell_row(%(ymax)s) >> %(shift)s) << %(shift)s
            AND (((geodata_cell_row(%(ymin)s) >> %(shift)s) + 1) << %(shift)s) - 1
    GROUP BY 1, 2, 4 HAVING sum(n) > 0
) n
