-- Purpose: events of some kinds and hours counted in square cells from the kept blocks that a box reaches into, of days that are due from the rows; put in where a statement says so.
-- Parameters: xmin, ymin, xmax, ymax (EPSG:3857 metres), inset (how much less of the box is meant on each side: what tiles hold beyond their edge, and half a cell), shift (cells of zoom 20 per side of a cell, as a power of two up to 5), first_day, last_day (local dates), slots (int[], hours of the week, or NULL), incidents (boolean, first reports only), every_kind (boolean), summed (boolean: sums over kinds tell it, which takes a shift of 2, no slots, no category and not both of source and priority), and those of pass_heat_kinds.
-- Columns: side (EPSG:3857 metres), cx, cy (column and row of the web tiles that are the cells), total; west, east, north, south (the first and last cells of the box; blocks reach beyond it).
-- Index used: heatblock_place_day, heatpatch_place_kind_day, event_reported_at, event_web_gist, geodata_repeat_pkey.
SELECT box.side, (((c.place >> 25 << 5) | (c.place >> 5 & 31)) >> %(shift)s)::integer AS cx,
    (((c.place >> 10 & 32767) << 5) | (c.place & 31)) >> %(shift)s AS cy, c.total, box.west, box.east, box.north, box.south
FROM (
    SELECT b.*, (31 >> %(shift)s << %(shift)s) * 33 AS mask, 5 - %(shift)s AS deep,
        ST_MakeEnvelope(west * side - 20037508.342789244, 20037508.342789244 - (south + 1) * side,
            (east + 1) * side - 20037508.342789244, 20037508.342789244 - north * side, 3857) AS geom
    FROM (
        SELECT side, floor((%(xmin)s + %(inset)s + 20037508.342789244) / side)::integer AS west,
            floor((%(xmax)s - %(inset)s + 20037508.342789244) / side)::integer AS east,
            floor((20037508.342789244 - %(ymax)s + %(inset)s) / side)::integer AS north,
            floor((20037508.342789244 - %(ymin)s - %(inset)s) / side)::integer AS south
        FROM (SELECT 305.74811314055756::float8 / 8 * (1 << %(shift)s) AS side) s
    ) b
) box CROSS JOIN LATERAL (
    -- A place is a block (x << 15 | y) and the cell in it.
    SELECT t.place, sum(t.n)::integer AS total
    FROM (
        SELECT m.block + (m.mark & box.mask) AS place, (m.mark >> 16 & 67108863)::integer AS n
        FROM (
            SELECT (e.x::bigint << 15 | e.y) << 10 AS block, (date_part('isodow', e.day)::integer - 1) * 24 AS slot,
                unnest(e.marks) AS mark
            FROM geodata_heatblock e
            WHERE e.x BETWEEN box.west >> box.deep AND box.east >> box.deep AND e.y BETWEEN box.north >> box.deep AND box.south >> box.deep
              AND e.day BETWEEN %(first_day)s AND %(last_day)s AND e.day <> ALL ((SELECT geodata_heat_due(%(first_day)s, %(last_day)s))::date[])
              AND NOT %(summed)s
        ) m
        -- CASE: sums of half of the marks are planned, in a hash; of conditions next to no mark is expected, and all are sorted.
        WHERE CASE WHEN NOT %(every_kind)s AND m.mark >> 42 NOT IN (SELECT e.id FROM geodata_heatkind e WHERE /*heat kinds*/) THEN false
            WHEN %(incidents)s AND m.mark & 1024 <> 0 THEN false
            ELSE %(slots)s::integer[] IS NULL OR m.slot + (m.mark >> 11 & 31)::integer = ANY(%(slots)s::integer[]) END
        UNION ALL
        SELECT p.corner + (p.mark & 134217727), (p.mark >> 28)::integer
        FROM (
            SELECT (e.x::bigint << 27) | (e.y::bigint << 12) AS corner, unnest(e.marks) AS mark
            FROM geodata_heatpatch e
            WHERE %(summed)s AND e.x BETWEEN box.west >> box.deep + 2 AND box.east >> box.deep + 2
              AND e.y BETWEEN box.north >> box.deep + 2 AND box.south >> box.deep + 2
              AND e.source = ANY(coalesce(%(sources)s::text[], '{""}')) AND e.priority = ANY(coalesce(%(priorities)s::text[], '{""}'))
              AND e.day BETWEEN %(first_day)s AND %(last_day)s AND e.day <> ALL ((SELECT geodata_heat_due(%(first_day)s, %(last_day)s))::date[])
        ) p
        WHERE CASE WHEN %(incidents)s AND p.mark & 134217728 <> 0 THEN false ELSE true END
        UNION ALL
        -- Day by day (OFFSET 0): planned as one join, all events are read even where no day is due.
        SELECT (((r.fine >> 25 << 15) | ((r.fine & 1048575) >> 5)) << 10) | (((r.fine >> 20 & 31) << 5 | (r.fine & 31)) & box.mask), 1
        FROM unnest(geodata_heat_due(%(first_day)s, %(last_day)s)) AS d (day) CROSS JOIN LATERAL (
            SELECT geodata_fine_cell_number(e.web) AS fine FROM geodata_event e
            WHERE e.reported_at >= geodata_day_starts(d.day) AND e.reported_at < geodata_day_starts(d.day + 1)
              AND e.web && box.geom AND /*heat kinds*/
              AND (NOT %(incidents)s OR NOT EXISTS (SELECT FROM geodata_repeat r WHERE r.event_id = e.id))
              AND (%(slots)s::integer[] IS NULL OR geodata_week_slot(e.reported_at) = ANY(%(slots)s::integer[]))
            OFFSET 0
        ) r
    ) t
    GROUP BY t.place
    -- What is drawn is told of the counted cells, not of each mark.
    OFFSET 0
) c
