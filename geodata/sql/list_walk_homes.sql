-- Purpose: lived-in buildings with their people by age, their area and their way to the walking network.
-- Parameters: none.
-- Columns: one row of arrays by building: ids (bigint[]), children, adults, elders, oldest (int[], 0-14, 15-59, 60-79, 80+), codes (text[], '' for none), edges (int[], -1 for none), alongs, offs (float8[], metres).
-- Index used: geodata_building_pkey, geodata_walkaccess_pkey.
SELECT array_agg(b.id ORDER BY b.id) AS ids,
    array_agg(b.persons_0_14 ORDER BY b.id) AS children, array_agg(b.persons_15_59 ORDER BY b.id) AS adults,
    array_agg(b.persons_60_79 ORDER BY b.id) AS elders, array_agg(b.persons_80_plus ORDER BY b.id) AS oldest,
    array_agg(coalesce(a.code, '') ORDER BY b.id) AS codes,
    array_agg(coalesce(w.edge, -1) ORDER BY b.id) AS edges,
    array_agg(coalesce(w.along_m, 0) ORDER BY b.id) AS alongs, array_agg(coalesce(w.off_m, 0) ORDER BY b.id) AS offs
FROM geodata_building b
LEFT JOIN geodata_area a ON a.id = b.area_id
LEFT JOIN geodata_walkaccess w ON w.building_id = b.id
WHERE b.persons > 0
