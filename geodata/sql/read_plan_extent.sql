-- Purpose: the box around the borders a plan brought into force.
-- Parameters: plan (id).
-- Columns: box (hex EWKB, MEASURE).
-- Index used: geodata_boundaryversion_plan_id.
SELECT ST_SetSRID(ST_Extent(geom)::geometry, max(ST_SRID(geom)))::text AS box
FROM geodata_boundaryversion WHERE plan_id = %(plan)s
