-- Purpose: buildings counted in square cells, from the kept counts.
-- Parameters: xmin, ymin, xmax, ymax (EPSG:3857 metres), shift (cells of zoom 17 per side of a drawn one, as a power of two).
-- Columns: id, geom (EPSG:3857 square), count (buildings).
-- Index used: buildingcount_cell.
SELECT n.cx::bigint * 131072 + n.cy + 1 AS id, n.total AS count,
    ST_MakeEnvelope(n.cx * s.side - 20037508.342789244, 20037508.342789244::float8 - (n.cy + 1) * s.side,
        (n.cx + 1) * s.side - 20037508.342789244, 20037508.342789244::float8 - n.cy * s.side, 3857) AS geom
FROM (SELECT 305.74811314055756::float8 * (1 << %(shift)s) AS side) s, (
    SELECT x >> %(shift)s AS cx, y >> %(shift)s AS cy, sum(n)::int AS total
    FROM geodata_buildingcount
    WHERE x BETWEEN (geodata_cell_column(%(xmin)s) >> %(shift)s) << %(shift)s
            AND (((geodata_cell_column(%(xmax)s) >> %(shift)s) + 1) << %(shift)s) - 1
      AND y BETWEEN (geodata_cell_row(%(ymax)s) >> %(shift)s) << %(shift)s
            AND (((geodata_cell_row(%(ymin)s) >> %(shift)s) + 1) << %(shift)s) - 1
    GROUP BY 1, 2 HAVING sum(n) > 0
) n
