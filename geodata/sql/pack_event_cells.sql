-- Purpose: when and in which cell of web tiles events happened that pass some filters, eight bytes an event.
-- Parameters: cell_m (side of a cell, EPSG:3857 metres; at most zoom 20), west, south, east, north (EPSG:3857 metres or NULL), zone (name of the local time zone), and those of pass_event_filters.
-- Columns: packed (bytea of big-endian int64, NULL without events): x << 42, y << 22, local hours since 1900-01-01.
-- Index used: event_reported_at, event_web_gist.
SELECT string_agg(int8send(
    (floor((ST_X(e.web) + 20037508.342789244) / %(cell_m)s)::bigint << 42)
    | (floor((20037508.342789244 - ST_Y(e.web)) / %(cell_m)s)::bigint << 22)
    | (floor(date_part('epoch', e.reported_at AT TIME ZONE %(zone)s) / 3600)::bigint + 613608)
), ''::bytea) AS packed
FROM geodata_event e
WHERE NOT ST_IsEmpty(e.web)
  AND (%(west)s::float8 IS NULL OR e.web && ST_MakeEnvelope(%(west)s, %(south)s, %(east)s, %(north)s, 3857))
  AND /*event filters*/
