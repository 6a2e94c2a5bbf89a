-- Purpose: find the areas of the staged rows, so that they are stored with them.
-- Parameters: today (local day), zone (local time zone).
-- Columns: none that matter.
-- Index used: a GiST index made on the staged places.
SELECT geodata_place_stage(%(today)s::date, %(zone)s);
