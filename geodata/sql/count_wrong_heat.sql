-- Purpose: in how many numbers the kept counts of heat differ from the rows, of the days that are not due to be counted.
-- Parameters: none.
-- Columns: wrong (numbers by day and kind: of cells, areas, hours, all, sums and patches; and by cell and hour of blocks).
-- Index used: none (reads everything).
WITH kept AS (
    SELECT * FROM geodata_heatcount h WHERE NOT EXISTS (SELECT FROM geodata_heatdue d WHERE d.day = h.day)
), blocks AS (
    SELECT b.day, b.x, b.y, unnest(b.marks) AS mark
    FROM geodata_heatblock b WHERE NOT EXISTS (SELECT FROM geodata_heatdue d WHERE d.day = b.day)
), sums AS (
    SELECT s.day, s.source, s.priority, unnest(s.marks) AS mark
    FROM geodata_heatsum s WHERE NOT EXISTS (SELECT FROM geodata_heatdue d WHERE d.day = s.day)
), patches AS (
    SELECT p.day, p.x, p.y, p.source, p.priority, unnest(p.marks) AS mark
    FROM geodata_heatpatch p WHERE NOT EXISTS (SELECT FROM geodata_heatdue d WHERE d.day = p.day)
), told AS (
    SELECT geodata_local_day(e.reported_at) AS day, e.category_id, e.priority, e.source, e.web, coalesce(e.area_id, 0) AS area_id,
        (r.event_id IS NOT NULL)::integer AS again,
        (NOT e.status_known)::integer << 6 | (r.event_id IS NOT NULL)::integer << 5
            | date_part('hour', e.reported_at AT TIME ZONE 'Asia/Shanghai')::integer AS hour
    FROM geodata_event e LEFT JOIN geodata_repeat r ON r.event_id = e.id
    WHERE NOT EXISTS (SELECT FROM geodata_heatdue d WHERE d.day = geodata_local_day(e.reported_at))
), numbers AS (
    SELECT day, category_id, priority, source, 'cell' AS what, mark >> 26 AS which, mark & 33554431 AS n,
        (mark & 33554431) * (mark >> 25 & 1) AS again
    FROM (SELECT *, unnest(marks) AS mark FROM kept) k
    UNION ALL SELECT day, category_id, priority, source, 'hour', bits & 127, bits >> 8, 0 FROM (SELECT *, unnest(hours) AS bits FROM kept) k
    UNION ALL SELECT day, category_id, priority, source, 'area', unnest(areas), unnest(area_events)::bigint, unnest(area_repeats)::bigint FROM kept
    UNION ALL SELECT day, category_id, priority, source, 'all', 0, n, again FROM kept
    UNION ALL SELECT b.day, k.category_id, k.priority, k.source, 'fine',
        ((b.x::bigint << 5 | (b.mark >> 5 & 31)) << 25) | ((b.y << 5 | (b.mark & 31)) << 5) | (b.mark >> 11 & 31),
        b.mark >> 16 & 67108863, (b.mark >> 16 & 67108863) * (b.mark >> 10 & 1)
    FROM blocks b LEFT JOIN geodata_heatkind k ON k.id = b.mark >> 42
    UNION ALL SELECT day, category_id, priority, source, 'fine', geodata_fine_cell_number(web) << 5 | (hour & 31), -1, -again
    FROM told WHERE NOT ST_IsEmpty(web)
    UNION ALL SELECT day, 0, priority, source, 'sum', mark >> 26, mark & 33554431, (mark & 33554431) * (mark >> 25 & 1) FROM sums
    UNION ALL SELECT day, 0, coalesce(priority, ''), coalesce(source, ''), 'sum', geodata_cell_number(web), -count(*), -sum(again)
    FROM told WHERE NOT ST_IsEmpty(web)
    GROUP BY GROUPING SETS ((day, geodata_cell_number(web)), (day, source, geodata_cell_number(web)), (day, priority, geodata_cell_number(web)))
    UNION ALL SELECT day, 0, priority, source, 'patch', ((x::bigint << 27) | (y::bigint << 12)) + (mark & 134217727),
        mark >> 28, (mark >> 28) * (mark >> 27 & 1) FROM patches
    UNION ALL SELECT day, 0, coalesce(priority, ''), coalesce(source, ''), 'patch', place, -count(*), -sum(again)
    FROM (SELECT *, (fine >> 25 << 25) | ((fine & 1048575) >> 5 << 10) | ((fine >> 20 & 28) << 5) | (fine & 28) AS place
        FROM (SELECT *, geodata_fine_cell_number(web) AS fine FROM told WHERE NOT ST_IsEmpty(web)) f) c
    GROUP BY GROUPING SETS ((day, place), (day, source, place), (day, priority, place))
    UNION ALL SELECT day, category_id, priority, source, 'cell', geodata_cell_number(web), -1, -again FROM told WHERE NOT ST_IsEmpty(web)
    UNION ALL SELECT day, category_id, priority, source, 'hour', hour, -1, 0 FROM told
    UNION ALL SELECT day, category_id, priority, source, 'area', area_id, -1, -again FROM told
    UNION ALL SELECT day, category_id, priority, source, 'all', 0, -1, -again FROM told
)
SELECT count(*) AS wrong FROM (
    SELECT FROM numbers GROUP BY day, category_id, priority, source, what, which HAVING sum(n) <> 0 OR sum(again) <> 0
) w
