-- Purpose: how many events of some kinds the kept counts know.
-- Parameters: first_day, last_day (local dates), and those of pass_heat_kinds.
-- Columns: n.
-- Index used: heatcount_day_kinds.
SELECT coalesce(sum(e.n), 0)::bigint AS n FROM geodata_heatcount e
WHERE e.day BETWEEN %(first_day)s AND %(last_day)s AND /*heat kinds*/
