-- Purpose: a grid that the newest plan will make, and the map tile one of its blocks lies in.
-- Parameters: zoom (twice).
-- Columns: code, x, y (of the tile).
-- Index used: planblock_grid.
SELECT g.code, floor((ST_X(s.p) + 20037508.342789244) / 40075016.685578488 * 2 ^ %s)::int AS x,
    floor((20037508.342789244 - ST_Y(s.p)) / 40075016.685578488 * 2 ^ %s)::int AS y
FROM geodata_plangrid g
JOIN geodata_planblock a ON a.plan_id = g.plan_id AND a.key = g.key
JOIN geodata_block b ON b.id = a.block_id
CROSS JOIN LATERAL (SELECT ST_Transform(b.place, 3857) AS p) s
WHERE g.plan_id = (SELECT max(id) FROM geodata_boundaryplan) AND g.area_id IS NULL
ORDER BY g.code DESC LIMIT 1
