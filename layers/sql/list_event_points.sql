-- Purpose: where the events of a period happened, for the density surface.
-- Parameters: xmin, ymin, xmax, ymax (MEASURE metres), srid, starts_at, ends_at, category_ids (bigint[] or NULL), priority, source (text or NULL).
-- Columns: x, y (MEASURE metres).
-- Index used: event_reported_at.
SELECT ST_X(e.geom), ST_Y(e.geom)
FROM geodata_event e
WHERE e.reported_at >= %(starts_at)s AND e.reported_at < %(ends_at)s
  AND e.geom && ST_MakeEnvelope(%(xmin)s, %(ymin)s, %(xmax)s, %(ymax)s, %(srid)s)
  AND (%(category_ids)s::bigint[] IS NULL OR e.category_id = ANY(%(category_ids)s::bigint[]))
  AND (%(priority)s::text IS NULL OR e.priority = %(priority)s)
  AND (%(source)s::text IS NULL OR e.source = %(source)s)
