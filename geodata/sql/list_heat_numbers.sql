-- Purpose: how many events of some kinds, or first reports, happened in which cell on which day, from the kept counts, of days that are due from the rows; put in where a statement says so.
-- Parameters: first_day, last_day (local dates), incidents (boolean, first reports only), summed (boolean: the sums over kinds tell it, which takes no category and not both of source and priority), and those of pass_heat_kinds.
-- Columns: day, cell (x << 20 | y of zoom 17), n; a cell may come more than once.
-- Index used: heatsum_kind_day, heatcount_category_day, heatcount_day_kinds, event_reported_at, geodata_repeat_pkey.
SELECT m.day, m.mark >> 26 AS cell, (m.mark & 33554431)::integer AS n
FROM (
    -- One of the two is read.
    SELECT e.day, unnest(e.marks) AS mark FROM geodata_heatsum e
    WHERE %(summed)s AND e.source = ANY(coalesce(%(sources)s::text[], '{""}')) AND e.priority = ANY(coalesce(%(priorities)s::text[], '{""}'))
      AND e.day BETWEEN %(first_day)s AND %(last_day)s AND e.day <> ALL ((SELECT geodata_heat_due(%(first_day)s, %(last_day)s))::date[])
    UNION ALL
    SELECT e.day, unnest(e.marks) AS mark FROM geodata_heatcount e
    WHERE NOT %(summed)s AND e.day BETWEEN %(first_day)s AND %(last_day)s AND e.day <> ALL ((SELECT geodata_heat_due(%(first_day)s, %(last_day)s))::date[])
      AND /*heat kinds*/
) m
WHERE CASE WHEN %(incidents)s AND m.mark & 33554432 <> 0 THEN false ELSE true END
UNION ALL
-- Day by day (OFFSET 0): planned as one join, all events are read even where no day is due.
SELECT d.day, e.cell, 1
FROM unnest(geodata_heat_due(%(first_day)s, %(last_day)s)) AS d (day) CROSS JOIN LATERAL (
    SELECT geodata_cell_number(e.web) AS cell FROM geodata_event e
    WHERE e.reported_at >= geodata_day_starts(d.day) AND e.reported_at < geodata_day_starts(d.day + 1)
      AND NOT ST_IsEmpty(e.web) AND /*heat kinds*/
      AND (NOT %(incidents)s OR NOT EXISTS (SELECT FROM geodata_repeat r WHERE r.event_id = e.id))
    OFFSET 0
) e
