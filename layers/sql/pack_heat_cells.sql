-- Purpose: how many events of a choice happened in each square of zoom 20, for the density surface of very many; sixteen bytes each.
-- Parameters: those of list_heat_blocks.
-- Columns: packed (bytea of pairs of big-endian int64: column << 20 | row of the web tile; and n; NULL without events).
-- Index used: heatblock_place_day, event_reported_at, event_web_gist, geodata_repeat_pkey.
SELECT string_agg(int8send(n.cx::bigint << 20 | n.cy) || int8send(n.total::bigint), ''::bytea) AS packed
FROM (/*heat blocks*/) n
