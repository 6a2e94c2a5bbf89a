-- Purpose: the SRID buildings are stored in, which is the database's measuring CRS.
-- Parameters: none.
-- Columns: srid (int).
-- Index used: system catalogue.
SELECT srid FROM geometry_columns WHERE f_table_name = 'geodata_building' AND f_geometry_column = 'geom'
