-- Purpose: names that stand on the map, with how far the ground they name reaches, for matching addresses.
-- Parameters: ground (text[], kinds of land cover that are one named place each).
-- Columns: key (bigint, place name id), name, place_kind, x_m, y_m, reach_m (metres in MEASURE; NULL where nothing of the kinds lies there).
-- Index used: geodata_landcover_geom_id (GiST).
SELECT p.id AS key, p.name, p.kind AS place_kind, ST_X(p.geom) AS x_m, ST_Y(p.geom) AS y_m, ground.reach_m
FROM geodata_placename p
LEFT JOIN LATERAL (
    SELECT ST_MaxDistance(p.geom, ST_Envelope(l.geom)) AS reach_m
    FROM geodata_landcover l
    WHERE l.kind = ANY(%(ground)s::text[]) AND ST_Intersects(l.geom, p.geom)
    ORDER BY ST_Area(l.geom)
    LIMIT 1
) ground ON true
ORDER BY p.id
