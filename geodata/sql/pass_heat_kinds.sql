-- Purpose: whether a row e passes the categories, priorities and sources asked for, put in where a statement says so.
-- Parameters: category_ids (bigint[] or NULL), priorities, sources (text[] or NULL).
-- Columns: none.
-- Index used: heatcount_category_day.
((%(category_ids)s::bigint[] IS NULL OR e.category_id = ANY(%(category_ids)s::bigint[]))
    AND (%(priorities)s::text[] IS NULL OR e.priority = ANY(%(priorities)s::text[]))
    AND (%(sources)s::text[] IS NULL OR e.source = ANY(%(sources)s::text[])))
