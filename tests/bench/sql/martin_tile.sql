-- Purpose: a tile of buildings in the shape Martin gives the statement: &&, each row transformed, buffer 64.
-- Parameters: z, x, y.
-- Columns: tile (bytea).
-- Index used: geodata_building_geom_id.
PREPARE martin_tile (integer, integer, integer) AS
SELECT ST_AsMVT(tile, 'buildings', 4096, 'geom', 'id') FROM (
    SELECT ST_AsMVTGeom(ST_Transform(ST_CurveToLine(geom::geometry), 3857), ST_TileEnvelope($1, $2, $3), 4096, 64, true)
        AS geom, id, use, floors
    FROM geodata_building
    WHERE geom && ST_Transform(ST_TileEnvelope($1, $2, $3, margin => 0.015625), (SELECT ST_SRID(geom) FROM geodata_building LIMIT 1))
) AS tile
