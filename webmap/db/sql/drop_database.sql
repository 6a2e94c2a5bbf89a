-- Purpose: remove a database of the product, sending its clients away.
-- Parameters: name (psql variable, checked before).
-- Columns: none.
-- Index used: none.
SET client_min_messages = warning;
DROP DATABASE IF EXISTS :"name" WITH (FORCE);
