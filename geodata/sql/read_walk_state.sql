-- Purpose: when the walking data was made, and whether what it is made from has changed since.
-- Parameters: none.
-- Columns: made (json: part → made_at, made_from), versions (json: kind of data → version now).
-- Index used: geodata_walkmade_pkey, geodata_dataversion_pkey.
SELECT
    (SELECT coalesce(json_object_agg(part, json_build_object('made_at', made_at, 'made_from', made_from)), '{}')
     FROM geodata_walkmade) AS made,
    (SELECT coalesce(json_object_agg(kind, version), '{}') FROM geodata_dataversion
     WHERE kind IN ('roads', 'water', 'buildings', 'service_points')) AS versions
