-- Purpose: what lies in blocks that change grid, summed by the change each belongs to.
-- Parameters: blocks (ids), pairs (number of the change of each, same order).
-- Columns: pair, buildings, events (open), subjects (people in care), points (of service).
-- Index used: geodata_building_geom_id, geodata_event_geom_id, geodata_servicepoint_geom_id.
WITH moving AS (
    SELECT t.pair, b.geom FROM unnest(%(blocks)s::bigint[], %(pairs)s::integer[]) AS t (block, pair)
    JOIN geodata_block b ON b.id = t.block
),
building AS (
    SELECT m.pair, u.id FROM moving m
    JOIN geodata_building u ON u.geom && m.geom AND ST_Covers(m.geom, ST_PointOnSurface(u.geom))
)
SELECT p.pair,
    (SELECT count(*) FROM building x WHERE x.pair = p.pair) AS buildings,
    (SELECT count(*) FROM moving m JOIN geodata_event e ON e.geom && m.geom AND ST_Covers(m.geom, e.geom)
        AND e.closed_at IS NULL AND e.status_known WHERE m.pair = p.pair) AS events,
    (SELECT count(*) FROM building x JOIN geodata_caresubject s ON s.active AND s.building_id = x.id WHERE x.pair = p.pair) AS subjects,
    (SELECT count(*) FROM moving m JOIN geodata_servicepoint s ON s.geom && m.geom AND ST_Covers(m.geom, s.geom)
        WHERE m.pair = p.pair) AS points
FROM (SELECT DISTINCT pair FROM moving) p
ORDER BY p.pair
