-- Purpose: every service point by name and address, for matching addresses of rows without coordinates.
-- Parameters: none.
-- Columns: key (bigint, service point id), name, address, x_m, y_m (metres in MEASURE).
-- Index used: none (whole table).
SELECT id AS key, name, address, ST_X(geom) AS x_m, ST_Y(geom) AS y_m
FROM geodata_servicepoint
ORDER BY id
