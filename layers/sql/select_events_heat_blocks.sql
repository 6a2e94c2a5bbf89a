-- Purpose: events of some kinds and hours counted in the square cells that a box shows, from the kept blocks that it reaches into.
-- Parameters: those of list_heat_blocks and draw_heat_cells.
-- Columns: those of draw_heat_cells.
-- Index used: heatblock_place_day, heatpatch_place_kind_day, event_reported_at, event_web_gist, geodata_repeat_pkey.
SELECT /*heat squares*/
FROM (/*heat blocks*/) n
-- Blocks reach beyond a box that is smaller than they are.
WHERE n.cx BETWEEN n.west AND n.east AND n.cy BETWEEN n.north AND n.south
