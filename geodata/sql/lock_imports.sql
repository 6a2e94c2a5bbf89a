-- Purpose: wait until no other import is writing; held to the end of the transaction.
-- Parameters: none.
-- Columns: pg_advisory_xact_lock (void).
-- Index used: none.
SELECT pg_advisory_xact_lock(hashtext('geodata.import'));
