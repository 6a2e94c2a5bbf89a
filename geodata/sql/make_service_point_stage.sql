-- Purpose: a place for the rows of an import until they are compared with what is stored.
-- Parameters: none.
-- Columns: service_point_stage position (order in the file), external_key, kind, name, name_en, address, phone (NULL = the file has no such column), x, y (metres, MEASURE).
-- Index used: none (compared as a whole).
DROP TABLE IF EXISTS pg_temp.service_point_stage;
CREATE TEMPORARY TABLE service_point_stage (
    position integer NOT NULL,
    external_key text PRIMARY KEY,
    kind text NOT NULL,
    name text NOT NULL,
    name_en text,
    address text,
    phone text,
    x double precision NOT NULL,
    y double precision NOT NULL
) ON COMMIT DROP;
