-- Purpose: the product's databases in the private cluster.
-- Parameters: none.
-- Columns: name.
-- Index used: none.
SELECT datname AS name
FROM pg_database
WHERE NOT datistemplate AND datname <> 'postgres'
ORDER BY datname;
