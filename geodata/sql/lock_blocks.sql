-- Purpose: one process makes blocks at a time, until its transaction ends; others wait.
-- Parameters: none.
-- Columns: locked (void).
-- Index used: none.
SELECT pg_advisory_xact_lock(7160432) AS locked
