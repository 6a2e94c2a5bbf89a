"""The marks of a year of events, kept as long as the data stands, so that another choice needs no scan."""

from collections import OrderedDict
from collections.abc import Hashable
from datetime import datetime
from threading import Lock

from django.db import connection

from geodata.analysis.event_facets import EventMarks
from geodata.queries.heat_summary import Span, event_marks

# Each event takes about 50 bytes.
MOST_EVENTS, MOST_KEPT = 500_000, 3

_kept: OrderedDict[Hashable, EventMarks] = OrderedDict()
_lock = Lock()


def marks_at(stand: Hashable, span: Span, area_ids: tuple[int, ...] | None, now: datetime) -> EventMarks:
    """The marks of a span, from memory where the data still stands at `stand` (0-1 statements); late as of the minute."""
    if connection.in_atomic_block:
        # What an open transaction sees is nobody else's.
        return event_marks(span, area_ids, now)
    key = (stand, span, area_ids, now.replace(second=0, microsecond=0))
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    found = event_marks(span, area_ids, now)
    if found.day.size <= MOST_EVENTS:
        with _lock:
            _kept[key] = found
            while len(_kept) > MOST_KEPT:
                _kept.popitem(last=False)
    return found
