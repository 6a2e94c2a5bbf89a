-- Purpose: where households live and businesses are, as one row of arrays.
-- Parameters: none.
-- Columns: xs, ys (metres of MEASURE), households, persons (arrays, a building each); work_xs, work_ys (a business each).
-- Index used: none (whole tables).
SELECT b.xs, b.ys, b.households, b.persons, w.xs AS work_xs, w.ys AS work_ys
FROM (
    SELECT array_agg(ST_X(p.at) ORDER BY p.id) AS xs, array_agg(ST_Y(p.at) ORDER BY p.id) AS ys,
        array_agg(p.households ORDER BY p.id) AS households, array_agg(p.persons ORDER BY p.id) AS persons
    FROM (SELECT id, households, persons, ST_PointOnSurface(geom) AS at FROM geodata_building
          WHERE households > 0 OR persons > 0) p
) b,
(SELECT array_agg(ST_X(geom) ORDER BY id) AS xs, array_agg(ST_Y(geom) ORDER BY id) AS ys FROM geodata_business) w
