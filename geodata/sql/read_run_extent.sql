-- Purpose: the box of the boundaries that a run brought into force.
-- Parameters: run (bigint).
-- Columns: box (hex EWKB in MEASURE, NULL = none).
-- Index used: geodata_boundaryversion_run_id.
SELECT ST_SetSRID(ST_Extent(geom)::geometry, max(ST_SRID(geom)))::text AS box
FROM geodata_boundaryversion WHERE run_id = %(run)s AND status = 'published';
