-- Purpose: what a heat tile draws of a counted cell n, put in where a statement says so; the density uses the cell's true ground area.
-- Parameters: days (length of the period); n has cx, cy (column and row of the web tiles that are the cells), side (EPSG:3857 metres), total (events).
-- Columns: id, geom (EPSG:3857), count, density (events per km² per 30 days).
-- Index used: none.
(n.cx::bigint << 20) + n.cy + 1 AS id,
    ST_MakeEnvelope(n.cx * n.side - 20037508.342789244, 20037508.342789244 - (n.cy + 1) * n.side,
        (n.cx + 1) * n.side - 20037508.342789244, 20037508.342789244 - n.cy * n.side, 3857) AS geom,
    n.total AS count,
    round(n.total * 300::float8 / %(days)s
        / (n.side * n.side / 1e6 / cosh((20037508.342789244 - (n.cy + 0.5) * n.side) / 6378137.0) ^ 2)) / 10 AS density
