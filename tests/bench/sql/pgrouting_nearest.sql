-- Purpose: the peer of the multi-source search: the nearest of some junctions for every junction.
-- Parameters: one (bigint[], junctions).
-- Columns: reached (bigint, junctions).
-- Index used: none.
SELECT count(*) FROM pgr_drivingDistance(
    'SELECT id, from_node AS source, to_node AS target, adult_s AS cost, adult_s AS reverse_cost FROM geodata_walkedge',
    %s::bigint[], 1e9, directed := false, equicost := true)
