-- Purpose: events counted in square cells from the rows, whatever is asked; what is read from kept counts must be the same.
-- Parameters: xmin, ymin, xmax, ymax (EPSG:3857 metres), shift (cells of zoom 20 per side of a drawn one, as a power of two), and those of draw_heat_cells and pass_event_filters.
-- Columns: those of draw_heat_cells.
-- Index used: event_web_gist, event_reported_at.
SELECT /*heat squares*/
FROM (
    SELECT b.side, (geodata_fine_cell_number(e.web) >> (20 + %(shift)s))::integer AS cx,
        (geodata_fine_cell_number(e.web) & 1048575)::integer >> %(shift)s AS cy, count(*)::integer AS total
    FROM (SELECT 305.74811314055756::float8 / 8 * (1 << %(shift)s) AS side) b, geodata_event e
    -- Whole cells: a cell at the edge is counted to its end.
    WHERE e.web && ST_MakeEnvelope(floor((%(xmin)s + 20037508.342789244) / b.side) * b.side - 20037508.342789244,
            20037508.342789244 - ceil((20037508.342789244 - %(ymin)s) / b.side) * b.side,
            ceil((%(xmax)s + 20037508.342789244) / b.side) * b.side - 20037508.342789244,
            20037508.342789244 - floor((20037508.342789244 - %(ymax)s) / b.side) * b.side, 3857)
      AND /*event filters*/
    GROUP BY 1, 2, 3
) n
