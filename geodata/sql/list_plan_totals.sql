-- Purpose: every block of a plan with its grid and what was counted on it, for the figures of the whole plan.
-- Parameters: plan (id).
-- Columns: id, key, households, persons, events, workload, subjects, served (null where no walks are known).
-- Index used: planblock_once, geodata_block_pkey, geodata_blockfigures_pkey.
SELECT b.id, a.key, b.households, b.persons, COALESCE(f.events, 0) AS events, COALESCE(f.workload, 0) AS workload,
    COALESCE(f.subjects, 0) AS subjects, f.served
FROM geodata_planblock a
JOIN geodata_block b ON b.id = a.block_id
LEFT JOIN geodata_blockfigures f ON f.block_id = a.block_id
WHERE a.plan_id = %(plan)s
ORDER BY b.id
