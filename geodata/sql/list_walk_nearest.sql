-- Purpose: the stored nearest points of a kind, to write only what changes.
-- Parameters: kind.
-- Columns: one row of arrays by building: building_ids, points, elderly_points (bigint[]), metres, seconds, elderly_metres, elderly_seconds (float8[]).
-- Index used: walknearest_once.
SELECT array_agg(building_id ORDER BY building_id) AS building_ids,
    array_agg(point_id ORDER BY building_id) AS points,
    array_agg(metres ORDER BY building_id) AS metres,
    array_agg(seconds ORDER BY building_id) AS seconds,
    array_agg(elderly_point_id ORDER BY building_id) AS elderly_points,
    array_agg(elderly_metres ORDER BY building_id) AS elderly_metres,
    array_agg(elderly_seconds ORDER BY building_id) AS elderly_seconds
FROM geodata_walknearest
WHERE kind = %(kind)s
