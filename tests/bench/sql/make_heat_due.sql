-- Purpose: everything that is worked out at night is due: repeats, counts and findings.
-- Parameters: none.
-- Columns: none.
-- Index used: event_reported_at.
INSERT INTO geodata_repeatsdue (since, known) SELECT min(reported_at), false FROM geodata_event;
INSERT INTO geodata_heatdue (day) SELECT DISTINCT day FROM geodata_heatcount;
UPDATE geodata_heatrefresh SET data_version = '';
