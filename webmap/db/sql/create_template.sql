-- Purpose: the template every database of the product and of its tests is copied from.
-- Parameters: none.
-- Columns: none.
-- Index used: none.
SELECT 'CREATE DATABASE template_grid OWNER owner IS_TEMPLATE true'
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'template_grid')
\gexec
