-- Purpose: from when on repeats are to be settled; what was noted is taken away, what comes meanwhile stays.
-- Parameters: none.
-- Columns: since (aware time, NULL where nothing is due), newest (aware time of the newest event).
-- Index used: event_reported_at.
WITH taken AS (DELETE FROM geodata_repeatsdue RETURNING since)
SELECT (SELECT min(since) FROM taken) AS since, (SELECT max(reported_at) FROM geodata_event) AS newest
