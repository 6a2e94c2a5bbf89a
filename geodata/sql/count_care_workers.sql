-- Purpose: grid workers on the roll of an area.
-- Parameters: within (code prefix or NULL), area_ids (bigint[] or NULL).
-- Columns: workers (persons).
-- Index used: staff_area_once.
SELECT count(DISTINCT sa.staff_id)::int AS workers
FROM geodata_staffarea sa
JOIN geodata_staff p ON p.id = sa.staff_id AND p.role = 'grid_worker'
JOIN geodata_area a ON a.id = sa.area_id
WHERE (%(within)s::text IS NULL OR a.code LIKE %(within)s || '%%')
  AND (%(area_ids)s::bigint[] IS NULL OR sa.area_id = ANY(%(area_ids)s::bigint[]))
