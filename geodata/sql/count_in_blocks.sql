-- Purpose: what lies in blocks that change grid, summed by the change each belongs to.
-- Parameters: blocks (ids), pairs (number of the change of each, same order).
-- Columns: pair, buildings, events (open), subjects (people in care), points (of service).
-- Index used: geodata_building_geom_id, geodata_event_geom_id, geodata_servicepoint_geom_id, geodata_caresubject_building_id.
WITH moving AS MATERIALIZED (
    SELECT t.pair, b.geom FROM unnest(%(blocks)s::bigint[], %(pairs)s::integer[]) AS t (block, pair)
    JOIN geodata_block b ON b.id = t.block
),
building AS MATERIALIZED (
    SELECT m.pair, u.id FROM moving m
    JOIN geodata_building u ON u.geom && m.geom AND ST_Covers(m.geom, ST_PointOnSurface(u.geom))
),
event AS (
    SELECT m.pair, count(*) AS n FROM moving m
    JOIN geodata_event e ON e.geom && m.geom AND ST_Covers(m.geom, e.geom) AND e.closed_at IS NULL AND e.status_known
    GROUP BY m.pair
),
subject AS (
    SELECT x.pair, count(*) AS n FROM building x JOIN geodata_caresubject s ON s.active AND s.building_id = x.id GROUP BY x.pair
),
point AS (
    SELECT m.pair, count(*) AS n FROM moving m
    JOIN geodata_servicepoint s ON s.geom && m.geom AND ST_Covers(m.geom, s.geom) GROUP BY m.pair
)
SELECT p.pair, coalesce(b.n, 0) AS buildings, coalesce(e.n, 0) AS events, coalesce(s.n, 0) AS subjects, coalesce(o.n, 0) AS points
FROM (SELECT DISTINCT pair FROM moving) p
LEFT JOIN (SELECT pair, count(*) AS n FROM building GROUP BY pair) b USING (pair)
LEFT JOIN event e USING (pair)
LEFT JOIN subject s USING (pair)
LEFT JOIN point o USING (pair)
ORDER BY p.pair
