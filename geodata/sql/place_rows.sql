-- Purpose: give the rows a run changed, and those in a box where boundaries came or went, the finest area of their place.
-- Parameters: target (table), run (bigint or NULL), today (local day), zone (local time zone), box (hex EWKB in MEASURE or NULL).
-- Columns: touched (rows).
-- Index used: the target's GiST index on geom.
SELECT geodata_place_rows(%(target)s, %(run)s, %(today)s::date, %(zone)s, %(box)s::geometry) AS touched;
