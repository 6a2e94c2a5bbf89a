-- Purpose: a further database of the product, when it does not exist yet.
-- Parameters: name (psql variable, checked before).
-- Columns: made ('made' where it was created, no row otherwise).
-- Index used: none.
SELECT NOT EXISTS (SELECT FROM pg_database WHERE datname = :'name') AS missing
\gset
\if :missing
CREATE DATABASE :"name" OWNER owner TEMPLATE template_grid;
SELECT 'made' AS made;
\endif
