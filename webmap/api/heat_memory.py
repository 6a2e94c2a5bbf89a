"""The marks of a year of events, kept as long as the data stands, so that another choice needs no statement."""

from collections import OrderedDict
from collections.abc import Hashable
from datetime import datetime
from threading import Lock

from django.db import connection

from geodata.analysis.event_facets import EventMarks
from geodata.queries.event_filters import EventFilters
from geodata.queries.heat_summary import Span, event_marks, kept_marks, needs_each_hour

# Each mark takes about 60 bytes.
MOST_MARKS, MOST_KEPT = 500_000, 6

_kept: OrderedDict[Hashable, EventMarks] = OrderedDict()
_lock = Lock()


def marks_at(stand: Hashable, span: Span, filters: EventFilters, now: datetime) -> EventMarks:
    """The marks that filters need, of a span, from memory where the data still stands at `stand` (0-1 statements).

    Late as of the minute.
    """
    told = (
        None
        if needs_each_hour(filters) or filters.area_ids is not None
        else Span(filters.first, filters.last)
    )
    if connection.in_atomic_block:
        # What an open transaction sees is nobody else's.
        return _marks(span, told, filters, now)
    key = (stand, span, told, filters.area_ids, now.replace(second=0, microsecond=0))
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    found = _marks(span, told, filters, now)
    if found.day.size <= MOST_MARKS:
        with _lock:
            _kept[key] = found
            while len(_kept) > MOST_KEPT:
                _kept.popitem(last=False)
    return found


def _marks(span: Span, told: Span | None, filters: EventFilters, now: datetime) -> EventMarks:
    if filters.area_ids is None:
        return kept_marks(span, told, now)
    return event_marks(span, filters.area_ids, now)
