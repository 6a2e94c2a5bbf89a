-- Purpose: names the sets of borders in force, and tells of new simplified borders as of a change of areas.
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
    PERFORM geodata_mark_change('areas', NULL);
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER tell_generalised AFTER INSERT ON geodata_generalised
    FOR EACH STATEMENT EXECUTE FUNCTION geodata_tell_generalised();

DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'layers') THEN
        GRANT SELECT ON geodata_generalised TO layers;
    END IF;
END
$$;
