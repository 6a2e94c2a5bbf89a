-- Purpose: names the sets of borders in force, and tells of new simplified borders as of a change of their level.
-- Parameters: day (local date).
-- Columns: level, name (digest of the borders of a level in force on the day).
-- Index used: boundary_one_in_force.
CREATE OR REPLACE FUNCTION geodata_border_sets(day date) RETURNS TABLE (level varchar, name text)
LANGUAGE sql STABLE AS $$
    SELECT a.level, md5(string_agg(b.uuid::text, ',' ORDER BY b.id))
    FROM geodata_boundaryversion b
    JOIN geodata_area a ON a.id = b.area_id
    WHERE b.status = 'published' AND b.valid @> day
    GROUP BY a.level
$$;

CREATE OR REPLACE FUNCTION geodata_tell_generalised() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM geodata_mark_change(geodata_area_kind(t.level), NULL) FROM (
        SELECT DISTINCT a.level FROM new_rows r
        JOIN geodata_boundaryversion b ON b.id = r.boundary_id JOIN geodata_area a ON a.id = b.area_id) t;
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER tell_generalised AFTER INSERT ON geodata_generalised REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION geodata_tell_generalised();

DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'layers') THEN
        GRANT SELECT ON geodata_generalised TO layers;
    END IF;
END
$$;
