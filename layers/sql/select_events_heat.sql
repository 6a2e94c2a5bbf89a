-- Purpose: events counted in square cells; the density uses each cell's true ground area.
-- Parameters: xmin, ymin, xmax, ymax (EPSG:3857 metres), cell (EPSG:3857 metres), days, and those of pass_event_filters.
-- Columns: id, geom (EPSG:3857), count, density (events per km² per 30 days).
-- Index used: event_web_gist, event_reported_at.
SELECT cx * 33554432 + cy AS id,
    ST_MakeEnvelope(cx * %(cell)s, cy * %(cell)s, (cx + 1) * %(cell)s, (cy + 1) * %(cell)s, 3857) AS geom,
    n AS count,
    round((n * 30.0 / %(days)s
        / (%(cell)s::float8 * %(cell)s / 1e6 / cosh((cy + 0.5) * %(cell)s / 6378137.0) ^ 2))::numeric, 1)::float8 AS density
FROM (
    SELECT floor(ST_X(e.web) / %(cell)s)::bigint AS cx, floor(ST_Y(e.web) / %(cell)s)::bigint AS cy,
        count(*)::int AS n
    FROM geodata_event e
    WHERE e.web && ST_MakeEnvelope(floor(%(xmin)s / %(cell)s) * %(cell)s, floor(%(ymin)s / %(cell)s) * %(cell)s,
        ceil(%(xmax)s / %(cell)s) * %(cell)s, ceil(%(ymax)s / %(cell)s) * %(cell)s, 3857)
      AND /*event filters*/
    GROUP BY 1, 2
) cells
