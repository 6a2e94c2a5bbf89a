-- Purpose: whether an event e passes the filters of maps and figures; one condition wherever events are filtered, put in where a statement says so.
-- Parameters: starts_at, ends_at (aware times), category_ids, below_ids (bigint[] or NULL), priorities, sources (text[] or NULL), state (open, closed, late or NULL), late_at (aware time), slots (int[], hours of the week, or NULL), incidents (boolean, first reports only).
-- Columns: none.
-- Index used: event_reported_at, geodata_repeat_pkey.
(e.reported_at >= %(starts_at)s AND e.reported_at < %(ends_at)s
    AND (%(category_ids)s::bigint[] IS NULL OR e.category_id = ANY(%(category_ids)s::bigint[]))
    AND (%(priorities)s::text[] IS NULL OR e.priority = ANY(%(priorities)s::text[]))
    AND (%(sources)s::text[] IS NULL OR e.source = ANY(%(sources)s::text[]))
    AND (%(state)s::text IS NULL OR (CASE %(state)s WHEN 'closed' THEN e.closed_at IS NOT NULL
        ELSE e.closed_at IS NULL AND e.status_known AND (%(state)s = 'open' OR e.due_at < %(late_at)s) END))
    AND (%(slots)s::int[] IS NULL OR geodata_week_slot(e.reported_at) = ANY(%(slots)s::int[]))
    AND (%(below_ids)s::bigint[] IS NULL OR e.area_id = ANY(%(below_ids)s::bigint[]))
    AND (NOT %(incidents)s OR NOT EXISTS (SELECT FROM geodata_repeat r WHERE r.event_id = e.id)))
