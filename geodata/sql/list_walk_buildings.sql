-- Purpose: where buildings stand, for their way to the walking network.
-- Parameters: none.
-- Columns: one row: ids (bigint[]), xs, ys (float8[], centroids, metres of MEASURE), by id.
-- Index used: geodata_building_pkey.
SELECT array_agg(id ORDER BY id) AS ids,
    array_agg(round(ST_X(middle)::numeric, 2)::float8 ORDER BY id) AS xs,
    array_agg(round(ST_Y(middle)::numeric, 2)::float8 ORDER BY id) AS ys
FROM (SELECT id, ST_Centroid(geom) AS middle FROM geodata_building) b
