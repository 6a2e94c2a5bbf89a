-- Purpose: how many events of some kinds happened in which cell on which day, from the kept counts, of days that are due from the rows; put in where a statement says so.
-- Parameters: first_day, last_day (local dates), category_ids (bigint[] or NULL), priorities, sources (text[] or NULL).
-- Columns: day, cell (x << 20 | y of zoom 17), n, again (those that repeat an earlier report); a cell may come more than once.
-- Index used: heatcount_day_kinds, heatcount_category_day, event_reported_at, geodata_repeat_pkey.
SELECT e.day, unnest(e.cells) AS cell, unnest(e.events) AS n, unnest(e.repeats) AS again
FROM geodata_heatcount e
WHERE e.day BETWEEN %(first_day)s AND %(last_day)s AND NOT EXISTS (SELECT FROM geodata_heatdue d WHERE d.day = e.day)
  AND /*heat kinds*/
UNION ALL
-- Day by day (OFFSET 0): planned as one join, all events are read even where no day is due.
SELECT d.day, e.cell, 1, e.again
FROM (SELECT DISTINCT day FROM geodata_heatdue WHERE day BETWEEN %(first_day)s AND %(last_day)s) d CROSS JOIN LATERAL (
    SELECT geodata_cell_number(e.web) AS cell, (EXISTS (SELECT FROM geodata_repeat r WHERE r.event_id = e.id))::integer AS again
    FROM geodata_event e
    WHERE e.reported_at >= geodata_day_starts(d.day) AND e.reported_at < geodata_day_starts(d.day + 1)
      AND NOT ST_IsEmpty(e.web) AND /*heat kinds*/
    OFFSET 0
) e
