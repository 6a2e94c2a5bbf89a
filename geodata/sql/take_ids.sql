-- Purpose: reserve ids of a table, so that rows can be copied in with their references known.
-- Parameters: relation (text, name of the table), amount (bigint).
-- Columns: id (bigint).
-- Index used: none.
SELECT nextval(pg_get_serial_sequence(%(relation)s, 'id')) AS id FROM generate_series(1, %(amount)s);
