-- Purpose: a place for the rows of an import until they are compared with what is stored.
-- Parameters: none.
-- Columns: event_stage position (order in the file), external_key, category_id, reported_at, due_at, closed_at, status_known, x, y (metres, MEASURE).
-- Index used: none (compared as a whole).
DROP TABLE IF EXISTS pg_temp.event_stage;
CREATE TEMPORARY TABLE event_stage (
    position integer NOT NULL,
    external_key text PRIMARY KEY,
    category_id bigint NOT NULL,
    reported_at timestamptz NOT NULL,
    due_at timestamptz NOT NULL,
    closed_at timestamptz,
    status_known boolean NOT NULL,
    x double precision NOT NULL,
    y double precision NOT NULL
) ON COMMIT DROP;
