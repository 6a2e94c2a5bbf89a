-- Purpose: which reports of some days repeat another, in place of what was known of them; what was known so is not touched.
-- Parameters: starts_at, ends_at (aware times, the end not included), event_ids, first_ids (bigint[]).
-- Columns: none; the number of rows is that of the repeats that were not known so.
-- Index used: event_reported_at, geodata_repeat_pkey.
WITH told AS (
    SELECT unnest(%(event_ids)s::bigint[]) AS event_id, unnest(%(first_ids)s::bigint[]) AS first_id
), gone AS (
    DELETE FROM geodata_repeat r USING geodata_event e
    WHERE e.id = r.event_id AND e.reported_at >= %(starts_at)s AND e.reported_at < %(ends_at)s
      AND NOT EXISTS (SELECT FROM told WHERE told.event_id = r.event_id)
)
-- Whoever deletes an event waits for rows that were touched, so only changed ones are.
INSERT INTO geodata_repeat (event_id, first_id)
SELECT t.event_id, t.first_id FROM told t LEFT JOIN geodata_repeat r ON r.event_id = t.event_id
WHERE r.first_id IS DISTINCT FROM t.first_id
ON CONFLICT (event_id) DO UPDATE SET first_id = excluded.first_id
