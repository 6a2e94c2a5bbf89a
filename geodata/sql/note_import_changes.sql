-- Purpose: note rows an action wrote by itself, so that its run can be undone.
-- Parameters: target (table), ids (bigint[]), columns (text[]), befores (jsonb id → column → text), run (bigint).
-- Columns: none that matter.
-- Index used: primary key of the target.
SELECT geodata_note_changes(%(target)s, %(ids)s, %(columns)s, %(befores)s::jsonb, %(run)s);
