-- Purpose: single events in a period, as far as the viewer reaches.
-- Parameters: xmin, ymin, xmax, ymax (EPSG:3857 metres), and those of pass_event_filters, area_ids (bigint[] or NULL), department_id (bigint or NULL), open_only (boolean).
-- Columns: id, geom (EPSG:3857 point), uuid, category, priority, source, reported, due (epoch seconds), open.
-- Index used: event_web_gist, event_reported_at, event_open_due_at.
SELECT e.id, e.web AS geom, e.uuid::text AS uuid, c.code AS category, e.priority, e.source,
    extract(epoch FROM e.reported_at)::bigint AS reported, extract(epoch FROM e.due_at)::bigint AS due,
    e.closed_at IS NULL AND e.status_known AS open
FROM geodata_event e
JOIN geodata_eventcategory c ON c.id = e.category_id
WHERE e.web && ST_MakeEnvelope(%(xmin)s, %(ymin)s, %(xmax)s, %(ymax)s, 3857)
  AND /*event filters*/
  AND (NOT %(open_only)s::boolean OR (e.closed_at IS NULL AND e.status_known))
  AND (%(area_ids)s::bigint[] IS NULL OR e.area_id = ANY(%(area_ids)s::bigint[]))
  AND (%(department_id)s::bigint IS NULL OR e.department_id = %(department_id)s)
