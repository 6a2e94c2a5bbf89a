-- Purpose: record later visits of people in care who still stand at an earlier planned one.
-- Parameters: uuids (uuid[]), earlier and visits (timestamptz[]), due_days (date[], local days).
-- Columns: none.
-- Index used: geodata_caresubject_uuid_key.
UPDATE geodata_caresubject c
SET last_visit_at = n.visit, next_due_on = n.due_on
FROM unnest(%(uuids)s::uuid[], %(earlier)s::timestamptz[], %(visits)s::timestamptz[], %(due_days)s::date[])
    AS n (uuid, earlier, visit, due_on)
WHERE c.uuid = n.uuid AND c.last_visit_at = n.earlier;
