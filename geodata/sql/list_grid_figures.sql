-- Purpose: what the grid type rule looks at, for every grid in force on a local day.
-- Parameters: day (date), rural_kinds (text[], land cover that counts as countryside), old_before (int, year), commercial_uses and home_uses (text[], uses of buildings).
-- Columns: area_id, land_m2, rural_land_m2, households, old_households, floor_m2, commercial_floor_m2 (m² in MEASURE).
-- Index used: boundary_one_in_force, geodata_landcover_geom_id (GiST), geodata_building_area_id.
WITH grid AS (
    SELECT a.id, b.geom
    FROM geodata_boundaryversion b
    JOIN geodata_area a ON a.id = b.area_id
    WHERE b.status = 'published' AND b.valid @> %(day)s::date AND a.level = 'grid'
), built AS (
    SELECT area_id,
        sum(households) AS households,
        sum(households) FILTER (WHERE use = ANY(%(home_uses)s) AND built_year < %(old_before)s) AS old_households,
        sum(ST_Area(geom) * floors) AS floor_m2,
        sum(ST_Area(geom) * floors) FILTER (WHERE use = ANY(%(commercial_uses)s)) AS commercial_floor_m2
    FROM geodata_building
    GROUP BY area_id
)
SELECT g.id AS area_id,
    ST_Area(g.geom) AS land_m2,
    COALESCE(rural.m2, 0) AS rural_land_m2,
    COALESCE(built.households, 0) AS households,
    COALESCE(built.old_households, 0) AS old_households,
    COALESCE(built.floor_m2, 0) AS floor_m2,
    COALESCE(built.commercial_floor_m2, 0) AS commercial_floor_m2
FROM grid g
LEFT JOIN built ON built.area_id = g.id
LEFT JOIN LATERAL (
    SELECT ST_Area(ST_Union(ST_Intersection(l.geom, g.geom))) AS m2
    FROM geodata_landcover l
    WHERE l.kind = ANY(%(rural_kinds)s) AND ST_Intersects(l.geom, g.geom)
) AS rural ON true
ORDER BY g.id;
