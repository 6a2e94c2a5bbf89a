-- Purpose: note the event categories that were made for an import.
-- Parameters: ids (bigint[]), run (bigint).
-- Columns: none that matter.
-- Index used: primary keys of geodata_eventcategory and geodata_importrun.
SELECT geodata_note_categories(%(ids)s, %(run)s);
