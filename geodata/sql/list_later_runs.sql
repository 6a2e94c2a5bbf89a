-- Purpose: imports since a run, not undone, that wrote some of its rows.
-- Parameters: run (bigint).
-- Columns: uuid, kind, file_name, started_at, rows.
-- Index used: geodata_importchange_run_id, importchange_row.
SELECT r.uuid, r.kind, r.file_name, r.started_at, count(DISTINCT (c.table_name, c.row_id)) AS rows
FROM geodata_importchange mine
JOIN geodata_importchange c ON c.table_name = mine.table_name AND c.row_id = mine.row_id AND c.run_id > mine.run_id
JOIN geodata_importrun r ON r.id = c.run_id AND r.undone_at IS NULL
WHERE mine.run_id = %(run)s
GROUP BY r.id
ORDER BY r.id DESC;
