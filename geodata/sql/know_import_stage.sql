-- Purpose: staged rows that name a stored row by its uuid are known as that row; an outline drawn the other way round is the same.
-- Parameters: target (table), columns (text[]).
-- Columns: none that matter.
-- Index used: the unique indexes on uuid and external_key of the target.
SELECT geodata_know_stage(%(target)s, %(columns)s);
