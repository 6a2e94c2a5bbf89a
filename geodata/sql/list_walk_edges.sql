-- Purpose: the stored walking network.
-- Parameters: none.
-- Columns: from_node, to_node, length_m, stairs, slope, road_id, outline (WKB line, metres of MEASURE), by number of edge.
-- Index used: geodata_walkedge_pkey.
SELECT from_node, to_node, length_m, stairs, slope, road_id, ST_AsBinary(geom) AS outline
FROM geodata_walkedge
ORDER BY id
