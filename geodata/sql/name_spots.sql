-- Purpose: where some spots are: the community and subdistrict in force there, and the named place and road nearest to each.
-- Parameters: x, y (float8 arrays of the same length, metres in MEASURE), srid (of MEASURE), today (local date), near_m (how far names reach).
-- Columns: number (of the spot, from 1), lon, lat (degrees, EPSG:4326), community, community_en, subdistrict, subdistrict_en (NULL outside), place, place_en, place_m, road, road_m (metres; NULL where none is near).
-- Index used: geodata_boundaryversion_geom_id, geodata_placename_geom_id, geodata_road_geom_id (GiST).
WITH spot AS MATERIALIZED (
    SELECT number, ST_SetSRID(ST_MakePoint(x, y), %(srid)s) AS geom
    FROM unnest(%(x)s::float8[], %(y)s::float8[]) WITH ORDINALITY AS given (x, y, number)
)
SELECT spot.number, ST_X(m.degrees) AS lon, ST_Y(m.degrees) AS lat, k.name AS community, nullif(k.name_en, '') AS community_en,
    s.name AS subdistrict, nullif(s.name_en, '') AS subdistrict_en, place.name AS place, nullif(place.name_en, '') AS place_en,
    place.metres AS place_m, road.name AS road, road.metres AS road_m
FROM spot
CROSS JOIN LATERAL (SELECT ST_Transform(spot.geom, 4326) AS degrees) m
LEFT JOIN LATERAL (
    SELECT b.area_id FROM geodata_boundaryversion b JOIN geodata_area x ON x.id = b.area_id
    WHERE b.status = 'published' AND b.valid @> %(today)s::date AND ST_Covers(b.geom, spot.geom)
    ORDER BY length(x.code) DESC, x.code
    LIMIT 1
) here ON true
LEFT JOIN geodata_area_tree t ON t.area_id = here.area_id
LEFT JOIN geodata_area k ON k.id = t.community_id
LEFT JOIN geodata_area s ON s.id = t.subdistrict_id
LEFT JOIN LATERAL (
    SELECT p.name, p.name_en, ST_Distance(p.geom, spot.geom) AS metres FROM geodata_placename p
    WHERE p.name <> '' AND p.geom && ST_Expand(spot.geom, %(near_m)s) AND ST_DWithin(p.geom, spot.geom, %(near_m)s)
    ORDER BY metres, p.id
    LIMIT 1
) place ON true
LEFT JOIN LATERAL (
    SELECT r.name, ST_Distance(r.geom, spot.geom) AS metres FROM geodata_road r
    WHERE r.name <> '' AND r.geom && ST_Expand(spot.geom, %(near_m)s) AND ST_DWithin(r.geom, spot.geom, %(near_m)s)
    ORDER BY metres, r.id
    LIMIT 1
) road ON true
ORDER BY spot.number
