-- Purpose: a digest of everything stored, the same for the same content whatever ids the rows were given.
-- Parameters: none.
-- Columns: part (text), amount (bigint, rows), digest (text, sum of the rows' 60-bit hashes).
-- Index used: none (every row is read once).
WITH piece (part, content) AS (
    SELECT 'areas', concat_ws('|', a.uuid, a.level, a.code, a.name, a.name_en, a.kind, p.code)
    FROM geodata_area a LEFT JOIN geodata_area p ON p.id = a.parent_id
    UNION ALL
    SELECT 'boundaries', concat_ws('|', b.uuid, a.code, b.valid, b.status, md5(ST_AsBinary(b.geom)), md5(ST_AsBinary(b.anchor)))
    FROM geodata_boundaryversion b JOIN geodata_area a ON a.id = b.area_id
    UNION ALL
    SELECT 'roads', concat_ws('|', name, road_class, width_m, stairs, walkable, md5(ST_AsBinary(geom)))
    FROM geodata_road
    UNION ALL
    SELECT 'water', concat_ws('|', kind, name, md5(ST_AsBinary(geom))) FROM geodata_water
    UNION ALL
    SELECT 'landcover', concat_ws('|', kind, name, md5(ST_AsBinary(geom))) FROM geodata_landcover
    UNION ALL
    SELECT 'places', concat_ws('|', name, name_en, kind, md5(ST_AsBinary(geom))) FROM geodata_placename
    UNION ALL
    SELECT 'buildings', concat_ws('|', b.uuid, b.use, b.built_year, b.floors, b.households, b.persons_0_14, b.persons_15_59,
        b.persons_60_79, b.persons_80_plus, b.floating_persons, b.address, a.code, md5(ST_AsBinary(b.geom)))
    FROM geodata_building b JOIN geodata_area a ON a.id = b.area_id
    UNION ALL
    SELECT 'staff', concat_ws('|', s.uuid, s.role, s.name, s.full_time, d.code,
        (SELECT string_agg(a.code, ',' ORDER BY a.code) FROM geodata_staffarea sa JOIN geodata_area a ON a.id = sa.area_id
         WHERE sa.staff_id = s.id))
    FROM geodata_staff s LEFT JOIN geodata_department d ON d.id = s.department_id
    UNION ALL
    SELECT 'categories', concat_ws('|', c.code, c.name, c.name_en, p.code, d.code)
    FROM geodata_eventcategory c LEFT JOIN geodata_eventcategory p ON p.id = c.parent_id
    LEFT JOIN geodata_department d ON d.id = c.department_id
    UNION ALL
    SELECT 'service_points', concat_ws('|', s.uuid, s.kind, s.name, s.name_en, s.address, s.phone, s.opening_hours,
        s.accessibility, s.closed_until, s.checked_on, a.code, md5(ST_AsBinary(s.geom)))
    FROM geodata_servicepoint s LEFT JOIN geodata_area a ON a.id = s.area_id
    UNION ALL
    SELECT 'care', concat_ws('|', c.uuid, c.categories, c.risk, c.active, b.uuid, extract(epoch FROM c.last_visit_at), c.next_due_on)
    FROM geodata_caresubject c JOIN geodata_building b ON b.id = c.building_id
    UNION ALL
    SELECT 'grid_types', concat_ws('|', a.code, g.grid_type)
    FROM geodata_gridtype g JOIN geodata_area a ON a.id = g.area_id
    UNION ALL
    SELECT 'events', concat_ws('|', e.uuid, c.code, e.priority, e.source, e.step, extract(epoch FROM e.reported_at),
        extract(epoch FROM e.due_at), extract(epoch FROM e.closed_at), d.code, b.uuid, a.code, md5(ST_AsBinary(e.geom)))
    FROM geodata_event e JOIN geodata_eventcategory c ON c.id = e.category_id
    LEFT JOIN geodata_department d ON d.id = e.department_id LEFT JOIN geodata_building b ON b.id = e.building_id
    LEFT JOIN geodata_area a ON a.id = e.area_id
    UNION ALL
    SELECT 'alarms', concat_ws('|', l.uuid, l.kind, l.state, extract(epoch FROM l.raised_at), st.uuid, extract(epoch FROM l.acknowledged_at),
        md5(ST_AsBinary(l.geom)))
    FROM geodata_alarm l LEFT JOIN geodata_staff st ON st.id = l.acknowledged_by_id
    UNION ALL
    SELECT 'steps', concat_ws('|', e.uuid, s.step, extract(epoch FROM s.at), st.uuid, s.note)
    FROM geodata_eventstep s JOIN geodata_event e ON e.id = s.event_id LEFT JOIN geodata_staff st ON st.id = s.actor_id
)
SELECT part, count(*) AS amount, sum(('x' || left(md5(content), 15))::bit(60)::bigint)::text AS digest
FROM piece
GROUP BY part
ORDER BY part;
