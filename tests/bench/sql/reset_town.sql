-- Purpose: the kept town without the events that earlier runs reported in it; the first run notes which are its own.
-- Parameters: none.
-- Columns: kept_until last_event.
-- Index used: geodata_event_pkey, geodata_eventstep_event_id.
CREATE TABLE IF NOT EXISTS kept_until AS SELECT max(id) AS last_event FROM geodata_event;
ALTER TABLE geodata_eventstep DISABLE TRIGGER USER;
DELETE FROM geodata_eventstep WHERE event_id > (SELECT last_event FROM kept_until);
ALTER TABLE geodata_eventstep ENABLE TRIGGER USER;
DELETE FROM geodata_event WHERE id > (SELECT last_event FROM kept_until);
