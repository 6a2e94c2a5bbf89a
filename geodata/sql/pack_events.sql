-- Purpose: what figures about events are made from, eight bytes an event, so that one scan answers for every choice.
-- Parameters: wide_from, wide_to (aware times, the end not included), below_ids (bigint[] or NULL), late_at (aware time), source_words, priority_words (text[]), zone (name of the local time zone).
-- Columns: packed (bytea of big-endian int64, NULL without events): category_id << 33, repeat << 32, priority << 29, source << 26 (places in their words), standing << 24 (0 open, 1 late, 2 closed, 3 unknown), local hours since 1900-01-01.
-- Index used: event_reported_at, geodata_repeat_pkey.
SELECT string_agg(int8send(
    (e.category_id << 33) | ((r.event_id IS NOT NULL)::int::bigint << 32)
    | (array_position(%(priority_words)s::text[], e.priority::text)::bigint << 29) | (array_position(%(source_words)s::text[], e.source::text)::bigint << 26)
    | ((CASE WHEN NOT e.status_known THEN 3 WHEN e.closed_at IS NOT NULL THEN 2 WHEN e.due_at < %(late_at)s THEN 1 ELSE 0 END)::bigint << 24)
    | (floor(date_part('epoch', e.reported_at AT TIME ZONE %(zone)s) / 3600)::bigint + 613608)
), ''::bytea) AS packed
FROM geodata_event e LEFT JOIN geodata_repeat r ON r.event_id = e.id
WHERE e.reported_at >= %(wide_from)s AND e.reported_at < %(wide_to)s
  AND (%(below_ids)s::bigint[] IS NULL OR e.area_id = ANY(%(below_ids)s::bigint[]))
