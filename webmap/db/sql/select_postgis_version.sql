-- Purpose: the PostGIS installed in the database at hand.
-- Parameters: none.
-- Columns: version (text; no row where the extension is missing).
-- Index used: none.
SELECT extversion AS version FROM pg_extension WHERE extname = 'postgis';
