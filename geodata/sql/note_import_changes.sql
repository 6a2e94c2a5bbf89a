-- Purpose: note rows an action wrote by itself, so that its run can be undone.
-- Parameters: target (table), made (how many are new), columns (text[]), befores (jsonb id → column → text of changed ones), run (bigint).
-- Columns: none that matter.
-- Index used: none.
SELECT geodata_note_changes(%(target)s, %(made)s, %(columns)s, %(befores)s::jsonb, %(run)s);
