-- Purpose: events of some categories, priorities and sources counted in square cells from the kept counts.
-- Parameters: xmin, ymin, xmax, ymax (EPSG:3857 metres), shift (cells of zoom 17 per side of a drawn one, as a power of two), and those of list_heat_numbers and draw_heat_cells.
-- Columns: those of draw_heat_cells.
-- Index used: those of list_heat_numbers.
SELECT /*heat squares*/
FROM (
    SELECT (c.cell >> 20)::integer AS cx, (c.cell & 1048575)::integer AS cy, c.total, c.side
    FROM (
        SELECT (k.cell >> (20 + %(shift)s) << 20) | ((k.cell & 1048575) >> %(shift)s) AS cell, sum(k.n)::integer AS total, b.side
        FROM (
            SELECT 305.74811314055756::float8 * (1 << %(shift)s) AS side,
                geodata_cell_column(%(xmin)s) >> %(shift)s << %(shift)s AS west, geodata_cell_column(%(xmax)s) | ((1 << %(shift)s) - 1) AS east,
                geodata_cell_row(%(ymax)s) >> %(shift)s << %(shift)s AS north, geodata_cell_row(%(ymin)s) | ((1 << %(shift)s) - 1) AS south
        ) b, (/*heat numbers*/) k
        -- Columns are the higher bits of a cell: most cells elsewhere are told by one comparison. CASE: sums of half of the
        -- cells are planned, in a hash; of conditions next to no cell is expected, and all are sorted.
        WHERE CASE WHEN k.cell BETWEEN b.west::bigint << 20 AND ((b.east + 1)::bigint << 20) - 1 THEN (k.cell & 1048575) BETWEEN b.north AND b.south
            ELSE false END
        GROUP BY 1, 3
    ) c
) n
