-- Purpose: the building that covers each of many places.
-- Parameters: x, y (double precision[], metres in MEASURE).
-- Columns: position (from 0), id.
-- Index used: geodata_building_geom_id (GiST).
SELECT DISTINCT ON (p.position) p.position - 1 AS position, b.id
FROM unnest(%(x)s::double precision[], %(y)s::double precision[]) WITH ORDINALITY AS p (x, y, position)
JOIN geodata_building b ON ST_Covers(b.geom, ST_SetSRID(ST_MakePoint(p.x, p.y), ST_SRID(b.geom)))
ORDER BY p.position, b.id;
