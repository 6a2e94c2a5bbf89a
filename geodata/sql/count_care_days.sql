-- Purpose: visits that fall due on each of the coming days, within an area.
-- Parameters: today, until (local dates, the last one included), within (code prefix or NULL), area_ids (bigint[] or NULL).
-- Columns: day (local date), visits (people).
-- Index used: caresubject_area_due.
SELECT s.next_due_on AS day, count(*)::int AS visits
FROM geodata_caresubject s
JOIN geodata_area a ON a.id = s.area_id
WHERE s.active AND s.next_due_on BETWEEN %(today)s AND %(until)s
  AND (%(within)s::text IS NULL OR a.code LIKE %(within)s || '%%')
  AND (%(area_ids)s::bigint[] IS NULL OR s.area_id = ANY(%(area_ids)s::bigint[]))
GROUP BY s.next_due_on
ORDER BY s.next_due_on
