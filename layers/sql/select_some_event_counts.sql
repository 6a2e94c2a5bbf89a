-- Purpose: events that pass some filters, as far as the viewer reaches, counted in cells from the rows.
-- Parameters: xmin, ymin, xmax, ymax (EPSG:3857 metres), shift (cells of zoom 17 per side of a drawn one, as a power of two), and those of pass_event_filters, area_ids (bigint[] or NULL), department_id (bigint or NULL), open_only (boolean).
-- Columns: id, geom (EPSG:3857, the middle of the cell), count (events).
-- Index used: event_web_gist, event_reported_at, event_open_due_at, geodata_event_area_id.
SELECT n.cx::bigint * 131072 + n.cy + 1 AS id, n.total AS count,
    ST_SetSRID(ST_Point((n.cx + 0.5) * s.side - 20037508.342789244, 20037508.342789244::float8 - (n.cy + 0.5) * s.side), 3857) AS geom
FROM (SELECT 305.74811314055756::float8 * (1 << %(shift)s) AS side) s, (
    SELECT geodata_cell_column(ST_X(e.web)) >> %(shift)s AS cx, geodata_cell_row(ST_Y(e.web)) >> %(shift)s AS cy,
        count(*)::int AS total
    FROM geodata_event e
    WHERE e.web && ST_Expand(ST_MakeEnvelope(%(xmin)s, %(ymin)s, %(xmax)s, %(ymax)s, 3857), 305.74811314055756::float8 * (1 << %(shift)s))
      AND /*event filters*/
      AND (NOT %(open_only)s::boolean OR (e.closed_at IS NULL AND e.status_known))
      AND (%(area_ids)s::bigint[] IS NULL OR e.area_id = ANY(%(area_ids)s::bigint[]))
      AND (%(department_id)s::bigint IS NULL OR e.department_id = %(department_id)s)
    GROUP BY 1, 2
) n
WHERE n.cx BETWEEN geodata_cell_column(%(xmin)s) >> %(shift)s AND geodata_cell_column(%(xmax)s) >> %(shift)s
  AND n.cy BETWEEN geodata_cell_row(%(ymax)s) >> %(shift)s AND geodata_cell_row(%(ymin)s) >> %(shift)s
