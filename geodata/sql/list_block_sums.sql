-- Purpose: what happens, who lives and what stands on blocks, for figures of grids.
-- Parameters: blocks (ids), since (aware time, events from then on), urgent, cross (weights of events by SLA class), room (kind of service point), seconds (farthest walk), rural_kinds (land cover), old_before (year), commercial_uses, home_uses (uses of buildings).
-- Columns: id, events, workload, subjects, served (persons, null where no walks are known), homes, shops, area_m2, rural_m2, households, old_households, floor_m2, commercial_floor_m2 (m² in MEASURE).
-- Index used: geodata_block_pkey, geodata_building_geom_id, geodata_event_geom_id, walknearest_once, geodata_landcover_geom_id.
SELECT b.id, ST_Area(b.geom) AS area_m2, e.events, e.workload, u.*, r.rural_m2
FROM geodata_block b
CROSS JOIN LATERAL (
    SELECT count(*) AS events,
        COALESCE(sum(CASE v.priority WHEN 'urgent' THEN %(urgent)s WHEN 'cross_department' THEN %(cross)s ELSE 1 END), 0)::float8
            AS workload
    FROM geodata_event v
    WHERE v.geom && b.geom AND ST_Covers(b.geom, v.geom) AND v.reported_at >= %(since)s
) e
CROSS JOIN LATERAL (
    SELECT COALESCE(sum(s.n), 0)::int AS subjects,
        CASE WHEN EXISTS (SELECT FROM geodata_walknearest WHERE kind = %(room)s)
            THEN COALESCE(sum(h.persons) FILTER (WHERE w.seconds <= %(seconds)s), 0) END::int AS served,
        count(*) FILTER (WHERE h.households > 0) AS homes,
        GREATEST(count(*) FILTER (WHERE h.use = ANY(%(commercial_uses)s)), COALESCE(sum(p.n), 0))::int AS shops,
        COALESCE(sum(h.households), 0)::int AS households,
        COALESCE(sum(h.households) FILTER (WHERE h.use = ANY(%(home_uses)s) AND h.built_year < %(old_before)s), 0)::int
            AS old_households,
        COALESCE(sum(ST_Area(h.geom) * h.floors), 0) AS floor_m2,
        COALESCE(sum(ST_Area(h.geom) * h.floors) FILTER (WHERE h.use = ANY(%(commercial_uses)s)), 0) AS commercial_floor_m2
    FROM geodata_building h
    LEFT JOIN geodata_walknearest w ON w.kind = %(room)s AND w.building_id = h.id
    LEFT JOIN LATERAL (SELECT count(*) AS n FROM geodata_caresubject c WHERE c.building_id = h.id AND c.active) s ON true
    LEFT JOIN LATERAL (SELECT count(*) AS n FROM geodata_business c WHERE ST_Covers(h.geom, c.geom)) p ON true
    WHERE h.geom && b.geom AND ST_Covers(b.geom, ST_PointOnSurface(h.geom))
) u
CROSS JOIN LATERAL (
    SELECT COALESCE(sum(ST_Area(ST_Intersection(l.geom, b.geom))), 0) AS rural_m2
    FROM geodata_landcover l WHERE l.kind = ANY(%(rural_kinds)s) AND ST_Intersects(l.geom, b.geom)
) r
WHERE b.id = ANY(%(blocks)s::bigint[])
ORDER BY b.id
