-- Purpose: give rows of any kind the finest area in force at their place: those of a run, and those in a box where boundaries came or went.
-- Parameters: target (table with area_id and geom), run (bigint, NULL = none), today (local day), box (geometry in MEASURE, NULL = none).
-- Columns: area_id of the target; geom in MEASURE, a surface counts where its inner point lies.
-- Index used: the target's GiST index on geom and its index on run_id, geodata_boundaryversion_geom_id.
CREATE OR REPLACE FUNCTION geodata_place_rows(target text, run bigint, today date, box geometry) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
    touched bigint;
BEGIN
    PERFORM geodata_check_target(target);
    EXECUTE format($f$
        WITH candidates AS MATERIALIZED (
            SELECT id, geom, CASE WHEN GeometryType(geom) = 'POINT' THEN geom ELSE ST_PointOnSurface(geom) END AS place
            FROM %1$I WHERE run_id = $1 AND geom IS NOT NULL
            UNION
            SELECT t.id, t.geom,
                CASE WHEN GeometryType(t.geom) = 'POINT' THEN t.geom ELSE ST_PointOnSurface(t.geom) END
            FROM %1$I t
            WHERE t.geom && $3
        ), found AS (
            SELECT DISTINCT ON (c.id) c.id, v.area_id
            FROM geodata_boundaryversion v
            JOIN geodata_area a ON a.id = v.area_id
            JOIN candidates c ON ST_Covers(v.geom, c.place)
            WHERE v.status = 'published' AND v.valid @> $2
            ORDER BY c.id, length(a.code) DESC, a.code
        )
        UPDATE %1$I t SET area_id = f.area_id
        FROM candidates c LEFT JOIN found f ON f.id = c.id
        WHERE t.id = c.id AND t.area_id IS DISTINCT FROM f.area_id$f$, target) USING run, today, box;
    GET DIAGNOSTICS touched = ROW_COUNT;
    RETURN touched;
END
$$;
