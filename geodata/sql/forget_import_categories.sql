-- Purpose: remove event categories made for imports that were taken back and used by nothing else.
-- Parameters: none.
-- Columns: forgotten (categories).
-- Index used: the indexes on columns that point to geodata_eventcategory.
SELECT geodata_forget_categories() AS forgotten;
