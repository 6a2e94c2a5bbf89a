-- Purpose: the outline heat is clipped to and its box; without areas, the middle 99 per cent of the events.
-- Parameters: today (local date).
-- Columns: outline (WKB, MEASURE; NULL without areas), xmin, ymin, xmax, ymax (MEASURE metres).
-- Index used: boundary_one_in_force.
WITH top AS (
    SELECT a.level FROM geodata_area a
    JOIN geodata_boundaryversion b ON b.area_id = a.id AND b.status = 'published' AND b.valid @> %(today)s::date
    ORDER BY length(a.code) LIMIT 1
), outline AS (
    SELECT ST_Union(ST_SimplifyPreserveTopology(b.geom, 10)) AS geom
    FROM geodata_boundaryversion b
    JOIN geodata_area a ON a.id = b.area_id AND a.level = (SELECT level FROM top)
    WHERE b.status = 'published' AND b.valid @> %(today)s::date
), spread AS (
    SELECT percentile_cont(ARRAY[0.005, 0.995]) WITHIN GROUP (ORDER BY ST_X(geom)) AS x,
        percentile_cont(ARRAY[0.005, 0.995]) WITHIN GROUP (ORDER BY ST_Y(geom)) AS y
    FROM geodata_event WHERE (SELECT geom FROM outline) IS NULL
)
SELECT ST_AsBinary(o.geom), COALESCE(ST_XMin(o.geom), s.x[1]), COALESCE(ST_YMin(o.geom), s.y[1]),
    COALESCE(ST_XMax(o.geom), s.x[2]), COALESCE(ST_YMax(o.geom), s.y[2])
FROM outline o CROSS JOIN spread s
