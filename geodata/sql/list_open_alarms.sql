-- Purpose: alarms nobody took notice of yet, newest first, then those taken notice of lately, with the names of where they are.
-- Parameters: noticed_since (aware time), today (local date), row_limit.
-- Columns: raised, noticed (counts of all, not only of the rows listed), uuid, kind, state, raised_at, lon, lat (degrees, EPSG:4326), subdistrict, subdistrict_en, community, community_en, grid_code, noticed_by (name), noticed_at.
-- Index used: alarm_state_raised, geodata_boundaryversion_geom_id (GiST), boundary_one_in_force.
WITH listed AS (
    SELECT a.*, count(*) FILTER (WHERE a.state = 'raised') OVER () AS raised,
        count(*) FILTER (WHERE a.state = 'acknowledged') OVER () AS noticed
    FROM geodata_alarm a
    WHERE a.state = 'raised' OR (a.state = 'acknowledged' AND a.acknowledged_at >= %(noticed_since)s)
    ORDER BY a.state = 'raised' DESC, a.raised_at DESC, a.id DESC
    LIMIT %(row_limit)s
)
SELECT a.raised, a.noticed, a.uuid::text AS uuid, a.kind, a.state, a.raised_at, ST_X(p.place) AS lon, ST_Y(p.place) AS lat,
    s.name AS subdistrict, s.name_en AS subdistrict_en, m.name AS community, m.name_en AS community_en, g.code AS grid_code,
    w.name AS noticed_by, a.acknowledged_at AS noticed_at
FROM listed a
CROSS JOIN LATERAL (SELECT ST_Transform(a.geom, 4326) AS place) p
LEFT JOIN LATERAL (
    SELECT b.area_id FROM geodata_boundaryversion b JOIN geodata_area x ON x.id = b.area_id
    WHERE b.status = 'published' AND b.valid @> %(today)s::date AND ST_Covers(b.geom, a.geom)
    ORDER BY length(x.code) DESC, x.code
    LIMIT 1
) f ON true
LEFT JOIN geodata_area_tree t ON t.area_id = f.area_id
LEFT JOIN geodata_area s ON s.id = t.subdistrict_id
LEFT JOIN geodata_area m ON m.id = t.community_id
LEFT JOIN geodata_area g ON g.id = t.grid_id
LEFT JOIN geodata_staff w ON w.id = a.acknowledged_by_id
ORDER BY a.state = 'raised' DESC, a.raised_at DESC, a.id DESC
