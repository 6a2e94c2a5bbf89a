-- Purpose: publish what this transaction has changed now instead of at its commit, so that it can tell the versions; its last statement.
-- Parameters: none.
-- Columns: none.
-- Index used: none.
SET CONSTRAINTS live_at_commit IMMEDIATE
