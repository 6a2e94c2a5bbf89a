-- Purpose: how many events of some kinds happened in each cell on each day, from the kept counts, of days that are due from the rows; sixteen bytes each.
-- Parameters: first_day, last_day (local dates), each_day (boolean: false where only the sum over the days matters), category_ids (bigint[] or NULL), priorities, sources (text[] or NULL), incidents (boolean, first reports only), summed (boolean, as list_heat_numbers says).
-- Columns: packed (bytea of pairs of big-endian int64: x << 42, y << 22, days since 1900-01-01; and n; NULL without events).
-- Index used: heatsum_kind_day, heatcount_day_kinds, heatcount_category_day, event_reported_at, geodata_repeat_pkey.
SELECT string_agg(int8send(c.cell << 22 | (c.day - '1900-01-01'::date)) || int8send(c.n), ''::bytea) AS packed
FROM (
    SELECT CASE WHEN %(each_day)s THEN k.day ELSE %(first_day)s::date END AS day, k.cell, sum(k.n) AS n
    FROM (/*heat numbers*/) k
    GROUP BY 1, 2
) c
