-- Purpose: log what a file tells about one event, reported and closed, where the log does not say so yet.
-- Parameters: key (external key of the event).
-- Columns: geodata_eventstep event_id, step, at, note, run_id.
-- Index used: geodata_event_external_key (unique), geodata_eventstep_event_id.
INSERT INTO geodata_eventstep (event_id, step, at, note, run_id)
SELECT e.id, t.step, t.at, '', e.run_id
FROM geodata_event e
CROSS JOIN LATERAL (VALUES ('reported', e.reported_at), ('evaluated', e.closed_at)) AS t (step, at)
WHERE e.external_key = %(key)s AND t.at IS NOT NULL
    AND NOT EXISTS (SELECT FROM geodata_eventstep s WHERE s.event_id = e.id AND s.step = t.step)
ORDER BY t.at;
