-- Purpose: a place for the rows of an import until they are compared with what is stored.
-- Parameters: target (table), columns (text[], of the target).
-- Columns: import_stage position (order in the file) and the columns.
-- Index used: none (compared as a whole).
SELECT geodata_make_stage(%(target)s, %(columns)s);
