-- Purpose: rows as text, column by column, before an action changes them.
-- Parameters: target (table), ids (bigint[]), columns (text[]).
-- Columns: texts (jsonb id → column → text, run_id included).
-- Index used: primary key of the target.
SELECT geodata_row_texts(%(target)s, %(ids)s, %(columns)s) AS texts;
