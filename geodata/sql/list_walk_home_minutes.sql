-- Purpose: lived-in buildings with the seconds to their nearest point of a kind, for a map.
-- Parameters: kind, below (code prefix).
-- Columns: one row of arrays: ids (bigint[]), xs, ys (float8[], centroids, EPSG:3857 metres), adult, elderly (float8[], seconds, infinity where nothing is reached).
-- Index used: walknearest_once.
SELECT array_agg(b.id) AS ids, array_agg(ST_X(m.middle)) AS xs, array_agg(ST_Y(m.middle)) AS ys,
    array_agg(coalesce(n.seconds, 'infinity')) AS adult, array_agg(coalesce(n.elderly_seconds, 'infinity')) AS elderly
FROM geodata_building b
CROSS JOIN LATERAL (SELECT ST_Centroid(b.web) AS middle) m
LEFT JOIN geodata_area a ON a.id = b.area_id
LEFT JOIN geodata_walknearest n ON n.kind = %(kind)s AND n.building_id = b.id
WHERE b.persons > 0 AND starts_with(coalesce(a.code, ''), %(below)s)
