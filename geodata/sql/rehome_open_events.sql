-- Purpose: open events go to the grid of a plan their place lies in; closed ones keep the grid of their time.
-- Parameters: plan (id).
-- Columns: none (updates geodata_event area_id).
-- Index used: event_open_due_at, geodata_boundaryversion_geom_id.
UPDATE geodata_event e SET area_id = v.area_id
FROM geodata_boundaryversion v
WHERE v.plan_id = %(plan)s AND e.closed_at IS NULL AND e.status_known
    AND ST_Covers(v.geom, e.geom) AND e.area_id IS DISTINCT FROM v.area_id
