-- Purpose: count events and buildings per cell anew.
-- Parameters: none.
-- Columns: none of meaning.
-- Index used: none.
SELECT geodata_recount()
