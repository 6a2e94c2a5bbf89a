-- Purpose: the box around every area in force on a local day.
-- Parameters: day (date).
-- Columns: x_min, y_min, x_max, y_max (metres in MEASURE); NULL when no area is in force.
-- Index used: none (borders are few).
SELECT ST_XMin(box) AS x_min, ST_YMin(box) AS y_min, ST_XMax(box) AS x_max, ST_YMax(box) AS y_max
FROM (
    SELECT ST_Extent(geom) AS box FROM geodata_boundaryversion WHERE status = 'published' AND valid @> %(day)s::date
) b;
