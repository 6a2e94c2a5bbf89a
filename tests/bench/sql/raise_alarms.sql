-- Purpose: 200 alarms somebody has to see, at as many buildings; those that are there already go first.
-- Parameters: none.
-- Columns: none.
-- Index used: none.
DELETE FROM geodata_alarm;
INSERT INTO geodata_alarm (uuid, kind, state, raised_at, geom)
SELECT gen_random_uuid(), 'event', 'raised', now(), ST_PointOnSurface(geom)
FROM geodata_building ORDER BY md5(id::text) LIMIT 200
