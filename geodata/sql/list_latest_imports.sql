-- Purpose: the last import that stands, by department and kind.
-- Parameters: kinds (text[]).
-- Columns: department_id (NULL = not told), department, department_en, kind, run (uuid text), file_name, received_at (timestamptz), loaded, rejected (rows).
-- Index used: none (imports are few).
SELECT DISTINCT ON (r.kind, r.department_id) r.department_id, d.name AS department, d.name_en AS department_en, r.kind,
    r.uuid::text AS run, r.file_name, r.started_at AS received_at, COALESCE((r.report ->> 'loaded')::bigint, 0) AS loaded,
    COALESCE((r.report ->> 'rejected')::bigint, 0) AS rejected
FROM geodata_importrun r
LEFT JOIN geodata_department d ON d.id = r.department_id
WHERE r.kind = ANY (%(kinds)s) AND r.undone_at IS NULL AND r.report ->> 'committed' = 'true'
ORDER BY r.kind, r.department_id, r.id DESC;
