-- Purpose: the finest area in force at many places at once, for staged rows before they are stored and for stored rows afterwards.
-- Parameters: target (table with area_id and geom), run (bigint), today (local day), zone (local time zone), box (geometry in MEASURE).
-- Columns: temporary import_spot position, geom (point, MEASURE), day; import_place position, area_id; area_id of the target.
-- Index used: a GiST index made on import_spot; the target's GiST index on geom and its index on run_id.
CREATE OR REPLACE FUNCTION geodata_inner_point(geom geometry) RETURNS geometry
LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN GeometryType(geom) = 'POINT' THEN geom ELSE ST_PointOnSurface(geom) END
$$;

-- Fills import_place from import_spot, the finest level first, so that few places meet the large outlines; later: where
-- nothing was in force on its day yet, the earliest outline holds.
CREATE OR REPLACE FUNCTION geodata_find_areas(later boolean) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    round record;
BEGIN
    CREATE INDEX ON pg_temp.import_spot USING gist (geom);
    ANALYZE pg_temp.import_spot;
    DROP TABLE IF EXISTS pg_temp.import_place;
    CREATE TEMPORARY TABLE import_place (position bigint PRIMARY KEY, area_id bigint NOT NULL) ON COMMIT DROP;
    FOR round IN
        SELECT r.level, b.before
        FROM unnest(ARRAY['grid', 'community', 'subdistrict', 'district']) WITH ORDINALITY AS r (level, place)
        CROSS JOIN (VALUES (false), (true)) AS b (before)
        WHERE later OR NOT b.before
        ORDER BY b.before, r.place
    LOOP
        EXIT WHEN NOT EXISTS (SELECT FROM pg_temp.import_spot);
        INSERT INTO pg_temp.import_place
        SELECT DISTINCT ON (c.position) c.position, v.area_id
        FROM geodata_boundaryversion v
        JOIN geodata_area a ON a.id = v.area_id AND a.level = round.level
        -- OFFSET keeps the outline outside: PostGIS prepares each once for all its places, not anew for every place.
        CROSS JOIN LATERAL (SELECT s.position, s.day FROM pg_temp.import_spot s WHERE ST_Covers(v.geom, s.geom) OFFSET 0) c
        WHERE v.geom && (SELECT ST_SetSRID(ST_Extent(s.geom)::geometry, min(ST_SRID(s.geom))) FROM pg_temp.import_spot s)
            AND v.status = 'published' AND CASE WHEN round.before THEN lower(v.valid) > c.day ELSE v.valid @> c.day END
        ORDER BY c.position, lower(v.valid), a.code;
        IF EXISTS (SELECT FROM pg_temp.import_place) THEN
            CREATE TEMPORARY TABLE import_left ON COMMIT DROP AS
            SELECT c.* FROM pg_temp.import_spot c
            WHERE NOT EXISTS (SELECT FROM pg_temp.import_place p WHERE p.position = c.position);
            DROP TABLE pg_temp.import_spot;
            ALTER TABLE pg_temp.import_left RENAME TO import_spot;
            CREATE INDEX ON pg_temp.import_spot USING gist (geom);
        END IF;
    END LOOP;
    ANALYZE pg_temp.import_place;
END
$$;

-- The areas of staged rows: of the day they were reported where they tell one (and of the first outline before any), else of today.
CREATE OR REPLACE FUNCTION geodata_place_stage(today date, zone text) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    dated boolean := EXISTS (SELECT FROM pg_attribute WHERE attrelid = to_regclass('pg_temp.import_stage')
        AND attname = 'reported_at');
BEGIN
    DROP TABLE IF EXISTS pg_temp.import_spot;
    IF dated THEN
        CREATE TEMPORARY TABLE import_spot ON COMMIT DROP AS
        SELECT s.position::bigint AS position, s.geom, (s.reported_at AT TIME ZONE zone)::date AS day
        FROM pg_temp.import_stage s WHERE s.geom IS NOT NULL;
    ELSE
        CREATE TEMPORARY TABLE import_spot ON COMMIT DROP AS
        SELECT s.position::bigint AS position, geodata_inner_point(s.geom) AS geom, today AS day
        FROM pg_temp.import_stage s WHERE s.geom IS NOT NULL;
    END IF;
    PERFORM geodata_find_areas(dated);
END
$$;

-- Stored rows anew: those a run changed, and those in a box (or the boxes of a collection) where boundaries came or went.
CREATE OR REPLACE FUNCTION geodata_place_rows(target text, run bigint, today date, zone text, box geometry) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
    dated boolean := target = 'geodata_event';
    touched bigint;
BEGIN
    PERFORM geodata_check_target(target);
    DROP TABLE IF EXISTS pg_temp.import_spot;
    EXECUTE format($f$
        CREATE TEMPORARY TABLE import_spot ON COMMIT DROP AS
        SELECT t.id AS position, geodata_inner_point(t.geom) AS geom, %2$s AS day FROM %1$I t
        WHERE t.id IN (SELECT o.id FROM ST_Dump(%3$L::geometry) d JOIN %1$I o ON o.geom && d.geom)
        UNION
        SELECT t.id, geodata_inner_point(t.geom), %2$s FROM %1$I t
        JOIN geodata_importchange c ON c.row_id = t.id AND c.run_id = %4$L AND c.table_name = %1$L AND c.op IN ('u', 'd')
        WHERE t.geom IS NOT NULL$f$,
        target, CASE WHEN dated THEN format('(t.reported_at AT TIME ZONE %L)::date', zone) ELSE format('%L::date', today) END,
        box, run);
    CREATE TEMPORARY TABLE import_asked ON COMMIT DROP AS SELECT position FROM pg_temp.import_spot;
    PERFORM geodata_find_areas(dated);
    EXECUTE format($f$
        UPDATE %I t SET area_id = p.area_id
        FROM pg_temp.import_asked q LEFT JOIN pg_temp.import_place p USING (position)
        WHERE t.id = q.position AND t.area_id IS DISTINCT FROM p.area_id$f$, target);
    GET DIAGNOSTICS touched = ROW_COUNT;
    DROP TABLE pg_temp.import_asked;
    DROP TABLE pg_temp.import_place;
    RETURN touched;
END
$$;
DROP FUNCTION IF EXISTS geodata_place_rows(text, bigint, date, geometry);
