-- Purpose: the longest time a statement of this transaction may take.
-- Parameters: milliseconds (text).
-- Columns: set_config (text).
-- Index used: none.
SELECT set_config('statement_timeout', %(milliseconds)s, true)
