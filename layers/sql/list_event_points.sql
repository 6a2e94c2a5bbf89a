-- Purpose: where the events of a period happened, for the density surface.
-- Parameters: xmin, ymin, xmax, ymax (MEASURE metres), srid, and those of pass_event_filters.
-- Columns: x, y (MEASURE metres).
-- Index used: event_reported_at.
SELECT ST_X(e.geom), ST_Y(e.geom)
FROM geodata_event e
WHERE /*event filters*/
  AND e.geom && ST_MakeEnvelope(%(xmin)s, %(ymin)s, %(xmax)s, %(ymax)s, %(srid)s)
