-- Purpose: the grid in force on a day that each block of a plan lies in, outline by outline.
-- Parameters: plan (id), today (local day), only_in (a community's id, or NULL for all).
-- Columns: block_id, area_id; no row for a block in no grid of its community.
-- Index used: boundary_one_in_force, geodata_block_place_id, planblock_once.
DROP FUNCTION IF EXISTS geodata_homes_of_blocks(bigint, date);
CREATE OR REPLACE FUNCTION geodata_homes_of_blocks(plan bigint, today date, only_in bigint DEFAULT NULL)
RETURNS TABLE (block_id bigint, area_id bigint)
LANGUAGE sql STABLE AS $$
    SELECT DISTINCT ON (a.block_id) a.block_id, g.id
    FROM geodata_boundaryversion v
    JOIN geodata_area g ON g.id = v.area_id AND g.level = 'grid' AND (only_in IS NULL OR g.parent_id = only_in)
    -- OFFSET keeps the outline outside: PostGIS prepares each once for all its blocks, not anew for every block.
    CROSS JOIN LATERAL (
        SELECT b.id FROM geodata_block b WHERE b.community_id = g.parent_id AND ST_Covers(v.geom, b.place) OFFSET 0
    ) i
    JOIN geodata_planblock a ON a.plan_id = plan AND a.block_id = i.id
    WHERE v.status = 'published' AND v.valid @> today
    ORDER BY a.block_id, g.code
$$;
