-- Purpose: the types of the fields of a row source; no row of it is read.
-- Parameters: the source's own.
-- Columns: types (text[], in the order of the fields).
-- Index used: none.
SELECT ARRAY[/*types*/]::text[]
FROM (SELECT 1) one LEFT JOIN (/*rows*/) r ON false
