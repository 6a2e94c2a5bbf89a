-- Purpose: each write notes which kind of data changed in which cells; at commit that becomes a version and a live row.
-- Parameters: none.
-- Columns: geodata_livepending xact, kind, cells; geodata_livechange id, kind, version, cells, at; geodata_dataversion kind, version; web columns EPSG:3857.
-- Index used: livepending_once, geodata_dataversion_pkey, geodata_livechange_pkey, boundary_one_in_force.
-- A cell is a web tile of zoom 12 as x * 4096 + y. Places are widened by the clip buffer of a tile of that zoom
-- (64 of 4096 units), so that a tile of a deeper zoom is touched only where its cell is named.
CREATE OR REPLACE FUNCTION geodata_cells_of(places text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
    SELECT format($f$
        WITH boxes AS (
            SELECT DISTINCT
                floor((ST_XMin(p.web) + 20037508.342789244) / 9783.93962050256 - 0.015625)::integer AS west,
                floor((ST_XMax(p.web) + 20037508.342789244) / 9783.93962050256 + 0.015625)::integer AS east,
                floor((20037508.342789244 - ST_YMax(p.web)) / 9783.93962050256 - 0.015625)::integer AS north,
                floor((20037508.342789244 - ST_YMin(p.web)) / 9783.93962050256 + 0.015625)::integer AS south
            FROM (%s) p WHERE NOT ST_IsEmpty(p.web)
        )
        SELECT CASE WHEN sum((east - west + 1)::bigint * (south - north + 1)) > 100000 THEN NULL
            ELSE ARRAY(
                SELECT DISTINCT x * 4096 + y FROM boxes,
                    generate_series(greatest(west, 0), least(east, 4095)) AS x,
                    generate_series(greatest(north, 0), least(south, 4095)) AS y
                LIMIT 501) END
        FROM boxes$f$, places)
$$;

-- One row a transaction and kind; above 500 cells (NULL) everything of the kind counts as changed.
CREATE OR REPLACE FUNCTION geodata_mark_change(told_kind text, told_cells integer[]) RETURNS void
LANGUAGE sql AS $$
    INSERT INTO geodata_livepending AS p (xact, kind, cells)
    VALUES (pg_current_xact_id()::text::bigint, told_kind, CASE WHEN cardinality(told_cells) <= 500 THEN told_cells END)
    ON CONFLICT (xact, kind) DO UPDATE SET cells = CASE WHEN excluded.cells IS NOT NULL THEN (
        SELECT CASE WHEN count(DISTINCT c) <= 500 THEN array_agg(DISTINCT c) END FROM unnest(p.cells || excluded.cells) AS c) END
    WHERE p.cells IS NOT NULL AND (excluded.cells IS NULL OR NOT p.cells @> excluded.cells)
$$;

CREATE OR REPLACE FUNCTION geodata_note_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    sets text[] := CASE TG_OP WHEN 'INSERT' THEN '{new_rows}' WHEN 'DELETE' THEN '{old_rows}'
        WHEN 'UPDATE' THEN '{old_rows,new_rows}' END;
    places text;
    touched boolean;
    many boolean;
    cells integer[];
BEGIN
    IF sets IS NOT NULL THEN
        EXECUTE format('SELECT EXISTS (SELECT FROM %I)', sets[1]) INTO touched;
        IF NOT touched THEN
            RETURN NULL;
        END IF;
        -- A statement of so many rows is a file of the whole district: everything of the kind counts as changed.
        EXECUTE format('SELECT EXISTS (SELECT FROM %I OFFSET 20000)', sets[1]) INTO many;
        IF TG_ARGV[1] <> '' AND NOT many THEN
            SELECT string_agg(replace(TG_ARGV[1], '{rows}', s), ' UNION ALL ') INTO places FROM unnest(sets) AS s;
            EXECUTE geodata_cells_of(places) INTO cells;
        END IF;
    END IF;
    PERFORM geodata_mark_change(TG_ARGV[0], cells);
    RETURN NULL;
END
$$;

-- Areas and their borders are told level by level; the argument gives level and web (NULL where nothing is drawn) of {rows}.
CREATE OR REPLACE FUNCTION geodata_area_kind(level text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE level WHEN 'district' THEN 'districts' WHEN 'subdistrict' THEN 'subdistricts'
        WHEN 'community' THEN 'communities' WHEN 'grid' THEN 'grids' END
$$;

CREATE OR REPLACE FUNCTION geodata_note_area_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    sets text[] := CASE TG_OP WHEN 'INSERT' THEN '{new_rows}' WHEN 'DELETE' THEN '{old_rows}'
        WHEN 'UPDATE' THEN '{old_rows,new_rows}' END;
    places text;
    touched text;
    many boolean;
    cells integer[];
BEGIN
    IF sets IS NULL THEN
        PERFORM geodata_mark_change(geodata_area_kind(l), NULL) FROM unnest('{district,subdistrict,community,grid}'::text[]) AS l;
        RETURN NULL;
    END IF;
    SELECT string_agg(replace(TG_ARGV[0], '{rows}', s), ' UNION ALL ') INTO places FROM unnest(sets) AS s;
    EXECUTE format('SELECT EXISTS (SELECT FROM %I OFFSET 20000)', sets[1]) INTO many;
    FOR touched IN EXECUTE format('SELECT DISTINCT level FROM (%s) p', places) LOOP
        cells := NULL;
        IF NOT many THEN
            EXECUTE geodata_cells_of(format('SELECT web FROM (%s) l WHERE level = %L AND web IS NOT NULL', places, touched))
                INTO cells;
        END IF;
        PERFORM geodata_mark_change(geodata_area_kind(touched), cells);
    END LOOP;
    RETURN NULL;
END
$$;

-- Fired at commit: the lock comes after all other work, so that live ids are in commit order and no long write holds it.
CREATE OR REPLACE FUNCTION geodata_publish_changes() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    pending record;
    raised bigint;
    live bigint;
BEGIN
    IF NOT EXISTS (SELECT FROM geodata_livepending WHERE xact = NEW.xact) THEN
        RETURN NULL;
    END IF;
    PERFORM pg_advisory_xact_lock(7160412);
    FOR pending IN DELETE FROM geodata_livepending WHERE xact = NEW.xact RETURNING kind, cells LOOP
        INSERT INTO geodata_dataversion (kind, version, changed_at) VALUES (pending.kind, 1, now())
        ON CONFLICT (kind) DO UPDATE SET version = geodata_dataversion.version + 1, changed_at = now()
        RETURNING version INTO raised;
        INSERT INTO geodata_livechange (kind, version, cells, at)
        VALUES (pending.kind, raised, pending.cells, clock_timestamp()) RETURNING id INTO live;
        PERFORM pg_notify('geodata_live', live::text);
        IF live % 256 = 0 THEN
            DELETE FROM geodata_livechange WHERE id <= live - 10000;
        END IF;
    END LOOP;
    RETURN NULL;
END
$$;

DO $$
DECLARE
    in_force text := 'SELECT b.web FROM {rows} r JOIN geodata_boundaryversion b ON b.status = ''published'' AND b.area_id = r.';
    watched text[][] := ARRAY[
        ['geodata_gridtype', 'grid_types', in_force || 'area_id'],
        ['geodata_building', 'buildings', 'SELECT web FROM {rows}'], ['geodata_road', 'roads', 'SELECT web FROM {rows}'],
        ['geodata_water', 'water', 'SELECT web FROM {rows}'], ['geodata_landcover', 'landcover', 'SELECT web FROM {rows}'],
        ['geodata_placename', 'places', 'SELECT web FROM {rows}'],
        ['geodata_servicepoint', 'service_points', 'SELECT web FROM {rows}'],
        ['geodata_event', 'events', 'SELECT web FROM {rows}'], ['geodata_eventcategory', 'events', ''],
        ['geodata_alarm', 'alarms', 'SELECT web FROM {rows}'],
        ['geodata_business', 'businesses', 'SELECT web FROM {rows}'], ['geodata_resource', 'resources', 'SELECT web FROM {rows}'],
        ['geodata_device', 'devices', 'SELECT web FROM {rows}'], ['geodata_partybranch', 'party_branches', 'SELECT web FROM {rows}'],
        ['geodata_partner', 'partners', ''], ['geodata_dwelling', 'dwellings', ''],
        -- Where somebody is cared for is told to nobody: any change is one of everything.
        ['geodata_caresubject', 'care', '']];
    leveled text[][] := ARRAY[
        ['geodata_area', 'SELECT r.level, b.web FROM {rows} r LEFT JOIN geodata_boundaryversion b ON b.status = ''published'' AND b.area_id = r.id'],
        ['geodata_boundaryversion', 'SELECT a.level, CASE r.status WHEN ''published'' THEN r.web END AS web FROM {rows} r JOIN geodata_area a ON a.id = r.area_id']];
    one text[];
    op text;
BEGIN
    FOREACH one SLICE 1 IN ARRAY leveled LOOP
        FOREACH op IN ARRAY ARRAY['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE'] LOOP
            EXECUTE format('CREATE OR REPLACE TRIGGER %I AFTER %s ON %I %s FOR EACH STATEMENT EXECUTE FUNCTION geodata_note_area_change(%L)',
                'live_' || lower(op), op, one[1],
                CASE op WHEN 'INSERT' THEN 'REFERENCING NEW TABLE AS new_rows' WHEN 'DELETE' THEN 'REFERENCING OLD TABLE AS old_rows'
                    WHEN 'UPDATE' THEN 'REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows' ELSE '' END,
                one[2]);
        END LOOP;
    END LOOP;
    FOREACH one SLICE 1 IN ARRAY watched LOOP
        IF EXISTS (SELECT FROM pg_trigger WHERE tgrelid = one[1]::regclass AND tgname = 'data_version') THEN
            EXECUTE format('DROP TRIGGER data_version ON %I', one[1]);
        END IF;
        FOREACH op IN ARRAY ARRAY['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE'] LOOP
            EXECUTE format('CREATE OR REPLACE TRIGGER %I AFTER %s ON %I %s FOR EACH STATEMENT EXECUTE FUNCTION geodata_note_change(%L, %L)',
                'live_' || lower(op), op, one[1],
                CASE op WHEN 'INSERT' THEN 'REFERENCING NEW TABLE AS new_rows' WHEN 'DELETE' THEN 'REFERENCING OLD TABLE AS old_rows'
                    WHEN 'UPDATE' THEN 'REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows' ELSE '' END,
                one[2], one[3]);
        END LOOP;
    END LOOP;
    IF NOT EXISTS (SELECT FROM pg_trigger WHERE tgrelid = 'geodata_livepending'::regclass AND tgname = 'live_at_commit') THEN
        CREATE CONSTRAINT TRIGGER live_at_commit AFTER INSERT ON geodata_livepending
            DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION geodata_publish_changes();
    END IF;
END
$$;
DROP FUNCTION IF EXISTS geodata_raise_version();
