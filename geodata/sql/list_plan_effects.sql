-- Purpose: what changes grid with a plan, by community: blocks, households, buildings, open events, people in care, service points, workers.
-- Parameters: plan (id), today (local day).
-- Columns: community (code), name, name_en, grids_before, grids_after, kept (codes that go on), new (codes), retired (codes), blocks, households, buildings, events, subjects, points, workers.
-- Index used: planblock_once, geodata_block_geom_id, boundary_one_in_force.
WITH placed AS (
    SELECT b.id, b.geom, b.households, a.community_id, COALESCE(o.code, p.code) AS code, p.key, p.area_id AS new_id, old.area_id AS old_id
    FROM geodata_planblock a
    JOIN geodata_block b ON b.id = a.block_id
    JOIN geodata_plangrid p ON p.plan_id = a.plan_id AND p.key = a.key
    LEFT JOIN geodata_area o ON o.id = p.area_id
    LEFT JOIN geodata_homes_of_blocks(%(plan)s, %(today)s::date) old ON old.block_id = a.block_id
    WHERE a.plan_id = %(plan)s
),
moving AS (SELECT * FROM placed WHERE old_id IS DISTINCT FROM new_id),
before AS (
    SELECT g.parent_id, g.id, g.code FROM geodata_area g
    JOIN geodata_boundaryversion v ON v.area_id = g.id AND v.status = 'published' AND v.valid @> %(today)s::date
    WHERE g.level = 'grid'
),
after AS (SELECT DISTINCT community_id, new_id, code, key FROM placed),
building AS (
    SELECT m.community_id, count(*) AS n, array_agg(u.id) AS ids
    FROM moving m JOIN geodata_building u ON u.geom && m.geom AND ST_Covers(m.geom, ST_PointOnSurface(u.geom))
    GROUP BY 1
),
event AS (
    SELECT m.community_id, count(*) AS n FROM moving m
    JOIN geodata_event e ON e.geom && m.geom AND ST_Covers(m.geom, e.geom) AND e.closed_at IS NULL AND e.status_known
    GROUP BY 1
),
subject AS (
    SELECT u.community_id, count(*) AS n FROM building u JOIN geodata_caresubject s ON s.active AND s.building_id = ANY(u.ids)
    GROUP BY 1
),
point AS (
    SELECT m.community_id, count(*) AS n FROM moving m
    JOIN geodata_servicepoint s ON s.geom && m.geom AND ST_Covers(m.geom, s.geom) GROUP BY 1
),
worker AS (
    SELECT g.parent_id AS community_id, count(DISTINCT w.staff_id) AS n FROM geodata_staffarea w
    JOIN geodata_area g ON g.id = w.area_id
    WHERE g.id IN (SELECT old_id FROM moving) OR g.id IN (SELECT new_id FROM moving)
    GROUP BY 1
)
SELECT c.code AS community, c.name, c.name_en,
    (SELECT count(*) FROM before f WHERE f.parent_id = c.id) AS grids_before,
    (SELECT count(*) FROM after f WHERE f.community_id = c.id) AS grids_after,
    ARRAY(SELECT f.code FROM after f WHERE f.community_id = c.id AND EXISTS (SELECT FROM before t WHERE t.id = f.new_id) ORDER BY 1) AS kept,
    ARRAY(SELECT f.code FROM after f WHERE f.community_id = c.id AND NOT EXISTS (SELECT FROM before t WHERE t.id = f.new_id) ORDER BY 1) AS new,
    ARRAY(SELECT f.code FROM before f WHERE f.parent_id = c.id
        AND NOT EXISTS (SELECT FROM after t WHERE t.new_id = f.id) ORDER BY 1) AS retired,
    count(*) AS blocks, sum(m.households)::bigint AS households,
    COALESCE((SELECT n FROM building x WHERE x.community_id = c.id), 0) AS buildings,
    COALESCE((SELECT n FROM event x WHERE x.community_id = c.id), 0) AS events,
    COALESCE((SELECT n FROM subject x WHERE x.community_id = c.id), 0) AS subjects,
    COALESCE((SELECT n FROM point x WHERE x.community_id = c.id), 0) AS points,
    COALESCE((SELECT n FROM worker x WHERE x.community_id = c.id), 0) AS workers
FROM moving m
JOIN geodata_area c ON c.id = m.community_id
GROUP BY c.id
ORDER BY c.code
