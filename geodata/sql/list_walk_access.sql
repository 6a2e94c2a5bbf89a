-- Purpose: where buildings meet the walking network.
-- Parameters: none.
-- Columns: one row of arrays by building: building_ids (bigint[]), edges (int[], -1 for none), alongs, offs (float8[], metres).
-- Index used: geodata_walkaccess_pkey.
SELECT array_agg(building_id ORDER BY building_id) AS building_ids,
    array_agg(coalesce(edge, -1) ORDER BY building_id) AS edges,
    array_agg(along_m ORDER BY building_id) AS alongs, array_agg(off_m ORDER BY building_id) AS offs
FROM geodata_walkaccess
