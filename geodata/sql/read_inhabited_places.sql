-- Purpose: where events can happen: the middles of the buildings somebody lives in.
-- Parameters: none.
-- Columns: x, y (metres of the measuring CRS).
-- Index used: none.
SELECT (ST_XMin(geom) + ST_XMax(geom)) / 2, (ST_YMin(geom) + ST_YMax(geom)) / 2
FROM geodata_building
WHERE households > 0
