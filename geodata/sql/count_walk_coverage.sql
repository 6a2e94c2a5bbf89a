-- Purpose: people and lived-in buildings by kind of service, area and how long the walk to the nearest point takes.
-- Parameters: kinds (text[]), digits (of the level's codes), below (code prefix), limits (float8[], ascending seconds).
-- Columns: kind, code ('' outside every area), adult, elderly (number of limits the walk exceeds, one more where nothing is reached), buildings, children, adults, elders, oldest.
-- Index used: walknearest_once.
SELECT k.kind, left(coalesce(a.code, ''), %(digits)s) AS code,
    CASE WHEN n.seconds IS NULL THEN cardinality(%(limits)s) + 1 ELSE width_bucket(n.seconds - 0.005, %(limits)s) END AS adult,
    CASE WHEN n.seconds IS NULL THEN cardinality(%(limits)s) + 1
        ELSE width_bucket(n.elderly_seconds - 0.005, %(limits)s) END AS elderly,
    count(*) AS buildings, sum(b.persons_0_14) AS children, sum(b.persons_15_59) AS adults,
    sum(b.persons_60_79) AS elders, sum(b.persons_80_plus) AS oldest
FROM geodata_building b
CROSS JOIN unnest(%(kinds)s) AS k(kind)
LEFT JOIN geodata_area a ON a.id = b.area_id
LEFT JOIN geodata_walknearest n ON n.kind = k.kind AND n.building_id = b.id
WHERE b.persons > 0 AND starts_with(coalesce(a.code, ''), %(below)s)
GROUP BY 1, 2, 3, 4
ORDER BY 1, 2, 3, 4
