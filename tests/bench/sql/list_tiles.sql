-- Purpose: the web tiles of a zoom in which at least one building's centre lies, and how many.
-- Parameters: zoom.
-- Columns: x, y, buildings.
-- Index used: none (whole table).
SELECT floor((ST_X(ST_Centroid(web)) + 20037508.342789244) / (40075016.685578488 / 2 ^ %s))::integer AS x,
    floor((20037508.342789244 - ST_Y(ST_Centroid(web))) / (40075016.685578488 / 2 ^ %s))::integer AS y,
    count(*) AS buildings
FROM geodata_building GROUP BY 1, 2 ORDER BY 1, 2
