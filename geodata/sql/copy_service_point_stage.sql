-- Purpose: bring the rows of an import into service_point_stage.
-- Parameters: none; COPY text on standard input.
-- Columns: as make_service_point_stage.
-- Index used: none.
COPY service_point_stage (position, external_key, kind, name, name_en, address, phone, x, y)
FROM STDIN;
