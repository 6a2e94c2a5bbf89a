-- Purpose: uploads and imports by commands, newest first, a page of them.
-- Parameters: kinds (text[]), skip, most (integer).
-- Columns: job, run (uuid, one may be null), kind, file_name, at, state, report (jsonb without problems), undone_at, who, department, total.
-- Index used: importjob_newest; runs have no index by time, they are few.
WITH both_kinds AS (
    SELECT j.uuid AS job, r.uuid AS run, j.kind, j.file_name, j.created_at AS at, j.state,
        COALESCE(r.report, j.report) AS report, r.undone_at, j.by_id, j.department_id, r.undo_report
    FROM geodata_importjob j
    LEFT JOIN geodata_importrun r ON r.id = j.run_id
    WHERE j.kind = ANY(%(kinds)s)
    UNION ALL
    SELECT NULL, r.uuid, r.kind, r.file_name, r.started_at, 'done', r.report, r.undone_at, r.by_id, r.department_id,
        r.undo_report
    FROM geodata_importrun r
    WHERE r.kind = ANY(%(kinds)s) AND r.finished_at IS NOT NULL
        AND NOT EXISTS (SELECT FROM geodata_importjob j WHERE j.run_id = r.id)
),
counted AS (
    SELECT *, count(*) OVER () AS total
    FROM both_kinds
    ORDER BY at DESC, job, run
    OFFSET %(skip)s LIMIT %(most)s
)
SELECT c.job, c.run, c.kind, c.file_name, c.at, c.state, c.report - 'problems' - 'source' AS report, c.undone_at,
    c.undo_report, COALESCE(s.name, u.username) AS who, d.name AS department, c.total
FROM counted c
LEFT JOIN auth_user u ON u.id = c.by_id
LEFT JOIN geodata_staff s ON s.user_id = c.by_id
LEFT JOIN geodata_department d ON d.id = c.department_id
ORDER BY c.at DESC, c.job, c.run;
