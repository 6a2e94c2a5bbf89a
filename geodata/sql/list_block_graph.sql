-- Purpose: the blocks a version was sealed with and the grid in force each lies in, for suggestions.
-- Parameters: version (id), communities (area ids, or NULL for all), today (local day).
-- Columns: id, community (area id), households, area_m2, perimeter_m, x, y (metres of MEASURE), grid (area id or NULL).
-- Index used: block_number_once, boundary_one_in_force.
SELECT b.id, b.community_id AS community, b.households, ST_Area(b.geom) AS area_m2, ST_Perimeter(b.geom) AS perimeter_m,
    ST_X(b.place) AS x, ST_Y(b.place) AS y, g.grid
FROM geodata_block b
LEFT JOIN LATERAL (
    SELECT a.id AS grid FROM geodata_area a
    JOIN geodata_boundaryversion v ON v.area_id = a.id AND v.status = 'published' AND v.valid @> %(today)s::date
    WHERE a.parent_id = b.community_id AND ST_Covers(v.geom, b.place)
    ORDER BY a.code LIMIT 1
) g ON true
WHERE b.version_id = %(version)s AND b.cut_id IS NULL
  AND (%(communities)s::bigint[] IS NULL OR b.community_id = ANY(%(communities)s::bigint[]))
ORDER BY b.id
