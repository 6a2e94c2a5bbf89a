-- Purpose: one process settles repeats at a time, until its transaction ends.
-- Parameters: none.
-- Columns: none; the number of rows is 1 where the lock was free, else 0.
-- Index used: none.
SELECT WHERE pg_try_advisory_xact_lock(7160431)
