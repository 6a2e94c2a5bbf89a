-- Purpose: how many events happened in each cell on each day, from the counts that are kept of all kinds together, sixteen bytes each.
-- Parameters: first_day, last_day (local dates), each_day (boolean: false where only the sum over the days matters).
-- Columns: packed (bytea of pairs of big-endian int64: x << 42, y << 22, days since 1900-01-01; and n; NULL without events).
-- Index used: eventcount_day_cell.
SELECT string_agg(int8send((c.x::bigint << 42) | (c.y::bigint << 22) | (c.day - '1900-01-01'::date)) || int8send(c.n), ''::bytea) AS packed
FROM (SELECT CASE WHEN %(each_day)s THEN day ELSE %(first_day)s::date END AS day, x, y, sum(n) AS n
    FROM geodata_eventcount WHERE day BETWEEN %(first_day)s AND %(last_day)s
    GROUP BY 1, 2, 3 HAVING sum(n) > 0) c
