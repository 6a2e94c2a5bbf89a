-- Purpose: lived-in buildings whose walk to the nearest point of a kind is longer than a limit, those with most people first.
-- Parameters: kind, elderly (bool: whose pace), limit_s (seconds), below (code prefix), most (rows).
-- Columns: uuid, address, code, households, persons, persons_80_plus, lon, lat (EPSG:4326), metres, seconds (NULL where nothing is reached), buildings_all, persons_all (of the whole answer).
-- Index used: walknearest_once.
SELECT b.uuid, b.address, coalesce(a.code, '') AS code, b.households, b.persons, b.persons_80_plus,
    ST_X(middle) AS lon, ST_Y(middle) AS lat,
    CASE WHEN %(elderly)s THEN n.elderly_metres ELSE n.metres END AS metres,
    CASE WHEN %(elderly)s THEN n.elderly_seconds ELSE n.seconds END AS seconds,
    count(*) OVER () AS buildings_all, sum(b.persons) OVER () AS persons_all
FROM geodata_building b
LEFT JOIN geodata_area a ON a.id = b.area_id
LEFT JOIN geodata_walknearest n ON n.kind = %(kind)s AND n.building_id = b.id
CROSS JOIN LATERAL ST_Transform(ST_Centroid(b.geom), 4326) AS middle
WHERE b.persons > 0 AND starts_with(coalesce(a.code, ''), %(below)s)
    AND coalesce(CASE WHEN %(elderly)s THEN n.elderly_seconds ELSE n.seconds END, 'infinity') > %(limit_s)s
ORDER BY b.persons DESC, b.id
LIMIT %(most)s
