-- Purpose: buildings and events of the last month as a tile server's own user would keep them: in EPSG:3857, indexed.
-- Parameters: none.
-- Columns: peer_buildings id, use, floors, geom; peer_events id, category, priority, geom.
-- Index used: none.
DROP TABLE IF EXISTS peer_buildings, peer_events;
CREATE TABLE peer_buildings AS SELECT id::integer AS id, use::text AS use, floors::integer AS floors,
    web::geometry(Polygon, 3857) AS geom FROM geodata_building ORDER BY id;
ALTER TABLE peer_buildings ADD PRIMARY KEY (id);
CREATE INDEX peer_buildings_geom ON peer_buildings USING gist (geom);
CREATE TABLE peer_events AS SELECT e.id::integer AS id, c.code::text AS category, e.priority::text AS priority,
    e.web::geometry(Point, 3857) AS geom FROM geodata_event e JOIN geodata_eventcategory c ON c.id = e.category_id
    WHERE e.reported_at >= (SELECT max(reported_at) FROM geodata_event) - interval '30 days' ORDER BY e.id;
ALTER TABLE peer_events ADD PRIMARY KEY (id);
CREATE INDEX peer_events_geom ON peer_events USING gist (geom);
ANALYZE;
