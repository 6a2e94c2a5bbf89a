-- Purpose: how many events of some kinds happened in each cell on each day, from the kept counts, sixteen bytes each.
-- Parameters: first_day, last_day, last_month (local dates; the last one begins the last month that lies wholly before the end), each_day (boolean: false where only the sum over the days matters), category_ids (bigint[] or NULL), priorities, sources (text[] or NULL).
-- Columns: kept (whether the counts know the period), packed (bytea of pairs of big-endian int64: x << 42, y << 22, days since 1900-01-01; and n; NULL without events).
-- Index used: heatcount_day_cell, heatcount_months.
SELECT geodata_heat_is_kept(%(first_day)s::date, %(last_day)s::date, %(each_day)s) AS kept,
    (SELECT string_agg(int8send((c.x::bigint << 42) | (c.y::bigint << 22) | (c.day - '1900-01-01'::date)) || int8send(c.n), ''::bytea)
     FROM (SELECT CASE WHEN %(each_day)s THEN h.day ELSE %(first_day)s::date END AS day, h.x, h.y, sum(h.n) AS n
        FROM geodata_heatcount h
        WHERE h.day BETWEEN %(first_day)s AND %(last_day)s
          AND (NOT h.whole_month OR h.day <= %(last_month)s)
          AND (%(category_ids)s::bigint[] IS NULL OR h.category_id = ANY(%(category_ids)s::bigint[]))
          AND (%(priorities)s::text[] IS NULL OR h.priority = ANY(%(priorities)s::text[]))
          AND (%(sources)s::text[] IS NULL OR h.source = ANY(%(sources)s::text[]))
        GROUP BY 1, 2, 3 HAVING sum(h.n) > 0) c) AS packed
