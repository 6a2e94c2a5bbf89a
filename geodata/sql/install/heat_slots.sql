-- Purpose: the hour of the week in which something was reported.
-- Parameters: none.
-- Columns: geodata_week_slot(moment): 0 is Monday 0:00 to 0:59 local time, 167 Sunday 23:00.
-- Index used: none.
-- The time zone is TIME_ZONE of the settings (a test compares them). The first Monday of 1970 was the fifth of January.
CREATE OR REPLACE FUNCTION geodata_week_slot(moment timestamptz) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT (((floor(date_part('epoch', moment AT TIME ZONE 'Asia/Shanghai') / 3600)::bigint + 72) % 168 + 168) % 168)::integer
$$;
