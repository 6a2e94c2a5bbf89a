-- Purpose: service points as walks end there, with what tells whether they are open.
-- Parameters: none.
-- Columns: id (bigint), kind, opening_hours, closed_until, x, y (metres of MEASURE), by id.
-- Index used: geodata_servicepoint_pkey.
SELECT id, kind, opening_hours, closed_until, ST_X(geom) AS x, ST_Y(geom) AS y
FROM geodata_servicepoint
ORDER BY id
