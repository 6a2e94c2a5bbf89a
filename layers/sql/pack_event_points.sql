-- Purpose: where the events of a period happened, for the density surface, sixteen bytes each.
-- Parameters: xmin, ymin, xmax, ymax (MEASURE metres), srid, and those of pass_event_filters.
-- Columns: packed (bytea of pairs of big-endian float64 x, y in MEASURE metres; NULL without events).
-- Index used: event_reported_at.
SELECT string_agg(float8send(ST_X(e.geom)) || float8send(ST_Y(e.geom)), ''::bytea) AS packed
FROM geodata_event e
WHERE /*event filters*/
  AND e.geom && ST_MakeEnvelope(%(xmin)s, %(ymin)s, %(xmax)s, %(ymax)s, %(srid)s)
