-- Purpose: nine copies of the town's ground and events beside it, on a raster of five by two.
-- Parameters: none.
-- Columns: none.
-- Index used: none.
DO $$
DECLARE
    grown text;
    own text;
    taken text;
    box geometry;
BEGIN
    SELECT ST_Extent(geom) INTO box FROM geodata_building;
    FOREACH grown IN ARRAY ARRAY['geodata_landcover', 'geodata_water', 'geodata_road', 'geodata_building',
        'geodata_servicepoint', 'geodata_event'] LOOP
        SELECT string_agg(quote_ident(column_name), ', '), string_agg(CASE column_name
            WHEN 'uuid' THEN 'gen_random_uuid()' WHEN 'geom' THEN 'ST_Translate(t.geom, s.dx, s.dy)'
            ELSE 't.' || quote_ident(column_name) END, ', ')
        INTO own, taken
        FROM information_schema.columns
        WHERE table_schema = 'public' AND table_name = grown AND is_generated = 'NEVER'
          AND column_name NOT IN ('id', 'external_key', 'run_id', 'area_id');
        EXECUTE format('INSERT INTO %I (%s) SELECT %s FROM %I t, (SELECT i * %s AS dx, j * %s AS dy
            FROM generate_series(0, 4) i, generate_series(0, 1) j WHERE i + j > 0) s',
            grown, own, taken, grown, ceil(ST_XMax(box) - ST_XMin(box)), ceil(ST_YMax(box) - ST_YMin(box)));
    END LOOP;
END
$$
