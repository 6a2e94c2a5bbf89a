-- Purpose: what figures about the events of everywhere are made from, from the kept counts and the open events; of days that are due from the rows.
-- Parameters: span_first, span_last (local dates counted by day), first_day, last_day (local dates counted by everything else), each_hour (boolean: hours and unknown states are told of all days, else of first_day to last_day alone), late_at (aware time), source_words, priority_words (text[]), zone (name of the local time zone).
-- Columns: kept (bytea of pairs of big-endian int64: a mark as in pack_events, closed where the state is known; and n), open_now (marks of open events among those), due (marks of the events of days that are due); NULL without any.
-- Index used: heatcount_day_kinds, event_open_due_at, event_reported_at, geodata_repeat_pkey.
WITH kept AS (
    SELECT h.day, h.n, h.again, h.hours, h.day BETWEEN %(first_day)s AND %(last_day)s OR %(each_hour)s AS whole,
        (h.category_id << 33) | (array_position(%(priority_words)s::text[], h.priority::text)::bigint << 29)
            | (array_position(%(source_words)s::text[], h.source::text)::bigint << 26) | ((h.day - '1900-01-01'::date) * 24) AS kind
    FROM geodata_heatcount h
    WHERE h.day BETWEEN %(span_first)s AND %(span_last)s AND NOT EXISTS (SELECT FROM geodata_heatdue d WHERE d.day = h.day)
), told AS (
    SELECT kind | ((bits >> 5 & 1)::bigint << 32) | (CASE WHEN bits & 64 <> 0 THEN 3 ELSE 2 END::bigint << 24) AS mark, bits & 31 AS hour, bits >> 8 AS n
    FROM (SELECT kind, unnest(hours) AS bits FROM kept WHERE whole) k
    UNION ALL SELECT kind | (2::bigint << 24), 0, n - again FROM kept WHERE NOT whole AND n > again
    UNION ALL SELECT kind | (1::bigint << 32) | (2::bigint << 24), 0, again FROM kept WHERE NOT whole AND again > 0
), live AS (
    SELECT (e.category_id << 33) | ((EXISTS (SELECT FROM geodata_repeat r WHERE r.event_id = e.id))::int::bigint << 32)
        | (array_position(%(priority_words)s::text[], e.priority::text)::bigint << 29) | (array_position(%(source_words)s::text[], e.source::text)::bigint << 26)
        | ((CASE WHEN NOT e.status_known THEN 3 WHEN e.closed_at IS NOT NULL THEN 2 WHEN e.due_at < %(late_at)s THEN 1 ELSE 0 END)::bigint << 24)
        | (floor(date_part('epoch', e.reported_at AT TIME ZONE %(zone)s) / 3600)::bigint + 613608) AS mark
    FROM (SELECT DISTINCT day FROM geodata_heatdue WHERE day BETWEEN %(span_first)s AND %(span_last)s) d
    -- Day by day (OFFSET 0): planned as one join, all events are read even where no day is due.
    CROSS JOIN LATERAL (SELECT * FROM geodata_event t
        WHERE t.reported_at >= geodata_day_starts(d.day) AND t.reported_at < geodata_day_starts(d.day + 1) OFFSET 0) e
), still_open AS (
    SELECT (e.category_id << 33) | ((EXISTS (SELECT FROM geodata_repeat r WHERE r.event_id = e.id))::int::bigint << 32)
        | (array_position(%(priority_words)s::text[], e.priority::text)::bigint << 29) | (array_position(%(source_words)s::text[], e.source::text)::bigint << 26)
        | ((e.due_at < %(late_at)s)::int::bigint << 24)
        | (floor(date_part('epoch', e.reported_at AT TIME ZONE %(zone)s) / 3600)::bigint + 613608) AS mark
    FROM geodata_event e
    WHERE e.closed_at IS NULL AND e.status_known
      AND e.reported_at >= geodata_day_starts(%(span_first)s::date) AND e.reported_at < geodata_day_starts(%(span_last)s::date + 1)
      AND NOT EXISTS (SELECT FROM geodata_heatdue d WHERE d.day = geodata_local_day(e.reported_at))
)
SELECT (SELECT string_agg(int8send(mark + hour) || int8send(n::bigint), ''::bytea) FROM told) AS kept,
    (SELECT string_agg(int8send(mark), ''::bytea) FROM still_open) AS open_now,
    (SELECT string_agg(int8send(mark), ''::bytea) FROM live) AS due
