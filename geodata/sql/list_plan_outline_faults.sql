-- Purpose: communities whose blocks in a version do not make up a border of theirs.
-- Parameters: version (id), borders (ids of the communities' borders).
-- Columns: community (code), differing_m2 (m² in MEASURE).
-- Index used: geodata_block_community_id, geodata_boundaryversion_pkey.
WITH made AS (
    SELECT b.community_id, ST_Union(b.geom) AS geom FROM geodata_block b
    WHERE b.version_id = %(version)s AND b.cut_id IS NULL
    GROUP BY 1
),
differing AS MATERIALIZED (
    SELECT v.area_id, ST_Area(ST_SymDifference(m.geom, v.geom)) AS differing_m2
    FROM geodata_boundaryversion v JOIN made m ON m.community_id = v.area_id
    WHERE v.id = ANY(%(borders)s::bigint[])
)
SELECT c.code AS community, d.differing_m2
FROM differing d JOIN geodata_area c ON c.id = d.area_id
WHERE d.differing_m2 > 1
ORDER BY c.code
