-- Purpose: bring the rows of an import into event_stage.
-- Parameters: none; COPY text on standard input.
-- Columns: as make_event_stage.
-- Index used: none.
COPY event_stage (position, external_key, category_id, reported_at, due_at, closed_at, status_known, x, y)
FROM STDIN;
