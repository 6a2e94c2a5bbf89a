-- Purpose: who lives and works in an area and what stands there.
-- Parameters: area_id (bigint or NULL for everything), area_ids (bigint[] or NULL), today (local date).
-- Columns: households, persons, buildings, workers, full_time, service_points, grids, area_km2 (MEASURE).
-- Index used: geodata_building_area_id, geodata_servicepoint_area_id.
SELECT lived.households, lived.persons, lived.buildings, crew.workers, crew.full_time, points.service_points,
    grids.grids, land.area_km2
FROM (
    SELECT COALESCE(sum(households), 0)::bigint AS households, COALESCE(sum(persons), 0)::bigint AS persons,
        count(*) AS buildings
    FROM geodata_building WHERE %(area_ids)s::bigint[] IS NULL OR area_id = ANY(%(area_ids)s::bigint[])
) lived CROSS JOIN (
    SELECT count(*) AS workers, count(*) FILTER (WHERE full_time) AS full_time
    FROM geodata_staff s
    WHERE s.role = 'grid_worker' AND (%(area_ids)s::bigint[] IS NULL OR EXISTS (
        SELECT FROM geodata_staffarea sa WHERE sa.staff_id = s.id AND sa.area_id = ANY(%(area_ids)s::bigint[])))
) crew CROSS JOIN (
    SELECT count(*) AS service_points FROM geodata_servicepoint
    WHERE %(area_ids)s::bigint[] IS NULL OR area_id = ANY(%(area_ids)s::bigint[])
) points CROSS JOIN (
    SELECT count(*) AS grids FROM geodata_area a
    JOIN geodata_boundaryversion b ON b.area_id = a.id AND b.status = 'published' AND b.valid @> %(today)s::date
    WHERE a.level = 'grid' AND (%(area_ids)s::bigint[] IS NULL OR a.id = ANY(%(area_ids)s::bigint[]))
) grids CROSS JOIN (
    SELECT sum(ST_Area(b.geom))::float8 / 1e6 AS area_km2 FROM geodata_boundaryversion b
    WHERE b.area_id = %(area_id)s AND b.status = 'published' AND b.valid @> %(today)s::date
) land
