-- Purpose: the buildings that come near some places, each once, to measure how a file lies on them.
-- Parameters: x, y (float8 arrays of the same length, metres in MEASURE), reach_m (half the side of a place's window), srid (of MEASURE).
-- Columns: id (bigint), outline (WKB, metres in MEASURE).
-- Index used: geodata_building_geom_id (GiST).
WITH windows AS MATERIALIZED (
    SELECT ST_Expand(ST_SetSRID(ST_MakePoint(place.x, place.y), %(srid)s), %(reach_m)s) AS box
    FROM unnest(%(x)s::float8[], %(y)s::float8[]) AS place (x, y)
), near AS (
    SELECT DISTINCT thing.id FROM windows JOIN geodata_building thing ON thing.geom && windows.box
)
SELECT thing.id, ST_AsBinary(thing.geom) AS outline
FROM near JOIN geodata_building thing USING (id);
