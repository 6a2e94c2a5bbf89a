-- Purpose: a tile of buildings in the shape pg_tileserv gives the statement: ST_Intersects, each row transformed, buffer 256.
-- Parameters: z, x, y.
-- Columns: tile (bytea).
-- Index used: geodata_building_geom_id.
PREPARE pg_tileserv_tile (integer, integer, integer) AS
SELECT ST_AsMVT(mvtgeom, 'buildings', 4096, 'geom', 'id') FROM (
    SELECT ST_AsMVTGeom(ST_Transform(ST_Force2D(t.geom), 3857), bounds.geom_clip, 4096, 256) AS geom, t.id, t.use, t.floors
    FROM geodata_building t, (
        SELECT ST_TileEnvelope($1, $2, $3) AS geom_clip, ST_TileEnvelope($1, $2, $3, margin => 0.0625) AS geom_query
    ) bounds
    WHERE ST_Intersects(t.geom, ST_Transform(bounds.geom_query, (SELECT ST_SRID(geom) FROM geodata_building LIMIT 1)))
) mvtgeom
