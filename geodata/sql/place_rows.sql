-- Purpose: give the rows of a run, and those in a box where boundaries came or went, the finest area in force.
-- Parameters: target (table), run (bigint or NULL), today (local day), box (hex EWKB in MEASURE or NULL).
-- Columns: touched (rows).
-- Index used: the target's GiST index on geom.
SELECT geodata_place_rows(%(target)s, %(run)s, %(today)s::date, %(box)s::geometry) AS touched;
