-- Purpose: which reports of some days repeat another, in place of what was known of them.
-- Parameters: starts_at, ends_at (aware times, the end not included), event_ids, first_ids (bigint[]).
-- Columns: none; the number of rows is that of the repeats.
-- Index used: event_reported_at, geodata_repeat_pkey.
WITH told AS (
    SELECT unnest(%(event_ids)s::bigint[]) AS event_id, unnest(%(first_ids)s::bigint[]) AS first_id
), gone AS (
    DELETE FROM geodata_repeat r USING geodata_event e
    WHERE e.id = r.event_id AND e.reported_at >= %(starts_at)s AND e.reported_at < %(ends_at)s
      AND NOT EXISTS (SELECT FROM told WHERE told.event_id = r.event_id)
)
INSERT INTO geodata_repeat (event_id, first_id) SELECT event_id, first_id FROM told
ON CONFLICT (event_id) DO UPDATE SET first_id = excluded.first_id
