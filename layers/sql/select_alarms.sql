-- Purpose: alarms nobody took notice of yet, and those taken notice of lately.
-- Parameters: xmin, ymin, xmax, ymax (EPSG:3857 metres), noticed_since (aware time).
-- Columns: id, geom (EPSG:3857 point), uuid, kind, state (raised, acknowledged), raised (epoch seconds).
-- Index used: alarm_web_gist, alarm_state_raised.
SELECT id, web AS geom, uuid::text AS uuid, kind, state, extract(epoch FROM raised_at)::bigint AS raised
FROM geodata_alarm
WHERE web && ST_MakeEnvelope(%(xmin)s, %(ymin)s, %(xmax)s, %(ymax)s, 3857)
  AND (state = 'raised' OR (state = 'acknowledged' AND acknowledged_at >= %(noticed_since)s))
