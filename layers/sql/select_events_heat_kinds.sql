-- Purpose: events of some categories, priorities and sources counted in square cells from the kept counts; the density uses each cell's true ground area.
-- Parameters: xmin, ymin, xmax, ymax (EPSG:3857 metres), shift (cells of zoom 17 per side of a drawn one, as a power of two), days, and those of list_heat_numbers and incidents (boolean, first reports only).
-- Columns: id, geom (EPSG:3857), count, density (events per km² per 30 days).
-- Index used: those of list_heat_numbers.
SELECT n.cx::bigint * 131072 + n.cy + 1 AS id,
    ST_MakeEnvelope(n.cx * s.side - 20037508.342789244, n.north - s.side,
        (n.cx + 1) * s.side - 20037508.342789244, n.north, 3857) AS geom,
    n.total AS count,
    round((n.total * 30.0 / %(days)s
        / (s.side * s.side / 1e6 / cosh((n.north - s.side / 2) / 6378137.0) ^ 2))::numeric, 1)::float8 AS density
FROM (SELECT 305.74811314055756::float8 * (1 << %(shift)s) AS side) s, LATERAL (
    SELECT c.cx, c.cy, sum(c.n)::int AS total, 20037508.342789244::float8 - c.cy * s.side AS north
    FROM (
        SELECT (k.cell >> (20 + %(shift)s))::integer AS cx, (k.cell & 1048575)::integer >> %(shift)s AS cy,
            k.n - CASE WHEN %(incidents)s THEN k.again ELSE 0 END AS n
        FROM (/*heat numbers*/) k
    ) c
    WHERE c.cx BETWEEN geodata_cell_column(%(xmin)s) >> %(shift)s AND geodata_cell_column(%(xmax)s) >> %(shift)s
      AND c.cy BETWEEN geodata_cell_row(%(ymax)s) >> %(shift)s AND geodata_cell_row(%(ymin)s) >> %(shift)s
    GROUP BY c.cx, c.cy HAVING sum(c.n) > 0
) n
