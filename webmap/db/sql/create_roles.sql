-- Purpose: the roles owner (migrates), app (reads and writes rows) and layers (reads what it is granted).
-- Parameters: owner_password, app_password, layers_password (psql variables).
-- Columns: none.
-- Index used: none.
SELECT format('CREATE ROLE %I', name)
FROM unnest(ARRAY['owner', 'app', 'layers']) AS name
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name)
\gexec
ALTER ROLE owner LOGIN CREATEDB NOSUPERUSER NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD :'owner_password';
ALTER ROLE app LOGIN NOCREATEDB NOSUPERUSER NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD :'app_password';
ALTER ROLE layers LOGIN NOCREATEDB NOSUPERUSER NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD :'layers_password';
SET client_min_messages = error;
GRANT app, layers TO owner;
