-- Purpose: events of some categories, priorities and sources counted in square cells from the kept counts, from the rows where these do not know the days; the density uses each cell's true ground area.
-- Parameters: xmin, ymin, xmax, ymax (EPSG:3857 metres), shift (cells of zoom 17 per side of a drawn one, as a power of two), days, first_day, last_day, last_month (local dates; the last one begins the last month that lies wholly before the end), and those of pass_event_filters.
-- Columns: id, geom (EPSG:3857), count, density (events per km² per 30 days).
-- Index used: heatcount_day_cell, event_web_gist.
SELECT n.cx::bigint * 131072 + n.cy + 1 AS id,
    ST_MakeEnvelope(n.cx * s.side - 20037508.342789244, n.north - s.side,
        (n.cx + 1) * s.side - 20037508.342789244, n.north, 3857) AS geom,
    n.total AS count,
    round((n.total * 30.0 / %(days)s
        / (s.side * s.side / 1e6 / cosh((n.north - s.side / 2) / 6378137.0) ^ 2))::numeric, 1)::float8 AS density
FROM (SELECT 305.74811314055756::float8 * (1 << %(shift)s) AS side,
    geodata_heat_is_kept(%(first_day)s::date, %(last_day)s::date, false) AS kept) s, LATERAL (
    SELECT c.cx, c.cy, sum(c.n)::int AS total, 20037508.342789244::float8 - c.cy * s.side AS north
    FROM (
        SELECT h.x >> %(shift)s AS cx, h.y >> %(shift)s AS cy, h.n
        FROM geodata_heatcount h
        WHERE s.kept AND h.day BETWEEN %(first_day)s AND %(last_day)s
          AND (NOT h.whole_month OR h.day <= %(last_month)s)
          AND (%(category_ids)s::bigint[] IS NULL OR h.category_id = ANY(%(category_ids)s::bigint[]))
          AND (%(priorities)s::text[] IS NULL OR h.priority = ANY(%(priorities)s::text[]))
          AND (%(sources)s::text[] IS NULL OR h.source = ANY(%(sources)s::text[]))
          AND h.x BETWEEN (geodata_cell_column(%(xmin)s) >> %(shift)s) << %(shift)s
                AND (((geodata_cell_column(%(xmax)s) >> %(shift)s) + 1) << %(shift)s) - 1
          AND h.y BETWEEN (geodata_cell_row(%(ymax)s) >> %(shift)s) << %(shift)s
                AND (((geodata_cell_row(%(ymin)s) >> %(shift)s) + 1) << %(shift)s) - 1
        UNION ALL
        SELECT geodata_cell_column(ST_X(e.web)) >> %(shift)s, geodata_cell_row(ST_Y(e.web)) >> %(shift)s, 1
        FROM geodata_event e
        WHERE NOT s.kept AND e.web && ST_Expand(ST_MakeEnvelope(%(xmin)s, %(ymin)s, %(xmax)s, %(ymax)s, 3857), s.side)
          AND /*event filters*/
    ) c
    WHERE c.cx BETWEEN geodata_cell_column(%(xmin)s) >> %(shift)s AND geodata_cell_column(%(xmax)s) >> %(shift)s
      AND c.cy BETWEEN geodata_cell_row(%(ymax)s) >> %(shift)s AND geodata_cell_row(%(ymin)s) >> %(shift)s
    GROUP BY c.cx, c.cy HAVING sum(c.n) > 0
) n
