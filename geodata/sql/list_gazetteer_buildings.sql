-- Purpose: every building that has an address, for matching addresses of rows without coordinates.
-- Parameters: none.
-- Columns: key (bigint, building id), address, x_m, y_m (a point on the building, metres in MEASURE).
-- Index used: none (whole table).
SELECT id AS key, address, ST_X(place) AS x_m, ST_Y(place) AS y_m
FROM (SELECT id, address, ST_PointOnSurface(geom) AS place FROM geodata_building WHERE address <> '') b
ORDER BY id
