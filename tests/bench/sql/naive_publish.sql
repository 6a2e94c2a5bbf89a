-- Purpose: what one would write at first to bring a plan into force: all borders made, all that lies in them placed again.
-- Parameters: none (the newest plan).
-- Columns: none (meant to be rolled back).
-- Index used: planblock_grid.
CREATE TEMP TABLE naive_grid ON COMMIT DROP AS
SELECT a.key, ST_Union(b.geom) AS geom
FROM geodata_planblock a JOIN geodata_block b ON b.id = a.block_id
WHERE a.plan_id = (SELECT max(id) FROM geodata_boundaryplan)
GROUP BY a.key;
CREATE INDEX ON naive_grid USING gist (geom);
ANALYZE naive_grid;
CREATE TEMP TABLE naive_home ON COMMIT DROP AS
SELECT 'building' AS kind, u.id, g.key FROM geodata_building u JOIN naive_grid g ON ST_Contains(g.geom, ST_PointOnSurface(u.geom))
UNION ALL SELECT 'event', e.id, g.key FROM geodata_event e JOIN naive_grid g ON ST_Contains(g.geom, e.geom) WHERE e.closed_at IS NULL
UNION ALL SELECT 'point', s.id, g.key FROM geodata_servicepoint s JOIN naive_grid g ON ST_Contains(g.geom, s.geom);
UPDATE geodata_building u SET area_id = (SELECT max(id) FROM geodata_area WHERE level = 'grid')
FROM naive_home h WHERE h.kind = 'building' AND h.id = u.id;
UPDATE geodata_event u SET area_id = (SELECT max(id) FROM geodata_area WHERE level = 'grid')
FROM naive_home h WHERE h.kind = 'event' AND h.id = u.id;
UPDATE geodata_servicepoint u SET area_id = (SELECT max(id) FROM geodata_area WHERE level = 'grid')
FROM naive_home h WHERE h.kind = 'point' AND h.id = u.id
