-- Purpose: as pack_event_points of a part of the events, taken by pages; the same pages each time.
-- Parameters: percent (of the events), and those of pack_event_points.
-- Columns: packed (bytea of pairs of big-endian float64 x, y in MEASURE metres; NULL without events).
-- Index used: none (a part of the pages is read).
SELECT string_agg(float8send(ST_X(e.geom)) || float8send(ST_Y(e.geom)), ''::bytea) AS packed
FROM geodata_event e TABLESAMPLE SYSTEM (%(percent)s) REPEATABLE (1)
WHERE /*event filters*/
  AND e.geom && ST_MakeEnvelope(%(xmin)s, %(ymin)s, %(xmax)s, %(ymax)s, %(srid)s)
