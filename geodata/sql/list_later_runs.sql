-- Purpose: imports since a run, not undone, that changed some of its rows.
-- Parameters: run (bigint).
-- Columns: uuid, kind, file_name, started_at, rows.
-- Index used: geodata_importchange_run_id of the later runs.
SELECT r.uuid, r.kind, r.file_name, r.started_at, count(*) AS rows
FROM geodata_importrun r
JOIN geodata_importchange c ON c.run_id = r.id AND (c.before ->> 'run_id')::bigint = %(run)s
WHERE r.id > %(run)s AND r.undone_at IS NULL
GROUP BY r.id
ORDER BY r.id DESC;
