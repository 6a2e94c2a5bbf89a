"""What there is to choose from: events by day, hour of the week, category, source, priority and state."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
from django.conf import settings

from geodata.analysis.event_facets import EventMarks, Facets, Standing, count_facets, marks_of, unpack_marks
from geodata.models import EventCategory
from geodata.rules.category_tree import in_tree_order, line_above
from geodata.rules.event_flow import PRIORITY_NAMES, SOURCE_NAMES, Priority, Source
from geodata.rules.event_states import HOURS_OF_WEEK, STATE_NAMES, EventState
from geodata.sql import rows

from .event_filters import EventFilters
from .local_days import midnight

_DAY_ZERO = date(1900, 1, 1).toordinal()
_STANDING_BITS = 24
_STANDING = 3 << _STANDING_BITS
_STANDINGS = {
    EventState.OPEN: (Standing.OPEN, Standing.LATE),
    EventState.LATE: (Standing.LATE,),
    EventState.CLOSED: (Standing.CLOSED,),
}
Row = dict[str, Any]


@dataclass(frozen=True)
class Span:
    """Local days first..last that events are counted by, at least those of the filters."""

    first: date
    last: date

    def wide_for(self, filters: EventFilters) -> "Span":
        """The span widened to the days of the filters."""
        return Span(min(self.first, filters.first), max(self.last, filters.last))


def event_marks(span: Span, area_ids: tuple[int, ...], now: datetime) -> EventMarks:
    """The marks of all events of a span in some areas, from the rows; lateness as of now (1 statement)."""
    (row,) = rows(
        "pack_events",
        wide_from=midnight(span.first),
        wide_to=midnight(span.last + timedelta(days=1)),
        below_ids=list(area_ids),
        **_words(now),
    )
    return unpack_marks(bytes(row["packed"] or b""))


def kept_marks(span: Span, told: Span | None, now: datetime) -> EventMarks:
    """The marks of all events of a span, from the kept counts; lateness as of now (1 statement).

    told: the days whose hours and states are known; of the others the span adds no more than how many there were. None:
    those of all.
    """
    (row,) = rows(
        "pack_heat_marks",
        span_first=span.first,
        span_last=span.last,
        first_day=(told or span).first,
        last_day=(told or span).last,
        each_hour=told is None,
        **_words(now),
    )
    kept = np.frombuffer(bytes(row["kept"] or b""), dtype=">i8").astype(np.int64).reshape(-1, 2)
    still_open, due = (
        np.frombuffer(bytes(row[name] or b""), dtype=">i8").astype(np.int64) for name in ("open_now", "due")
    )
    # Counts do not know what is still open, and have it among what is closed.
    closed = still_open & ~_STANDING | Standing.CLOSED << _STANDING_BITS
    return marks_of(
        np.concatenate([kept[:, 0], still_open, due, closed]),
        np.concatenate(
            [kept[:, 1], np.ones(still_open.size + due.size, dtype=np.int64), np.full(closed.size, -1)]
        ),
    )


def needs_each_hour(filters: EventFilters) -> bool:
    """Whether days outside the filters have to be known by hour or state, to be counted by day."""
    return bool(filters.slots) or filters.state is not None


def _words(now: datetime) -> dict[str, Any]:
    return {
        "late_at": now,
        "source_words": list(Source),
        "priority_words": list(Priority),
        "zone": settings.TIME_ZONE,
    }


def heat_summary(marks: EventMarks, filters: EventFilters, span: Span) -> Row:
    """The counts beside every choice, from the marks of a span that holds the days of the filters (1 statement)."""
    found = count_facets(marks, _chosen(filters), incidents=filters.incidents)
    return {
        "from": filters.first.isoformat(),
        "to": filters.last.isoformat(),
        "days": filters.days,
        "reports": found.reports,
        "incidents": found.incidents,
        "by_day": _by_day(found, span),
        "by_slot": [found.counts["slot"].get(slot, 0) for slot in range(HOURS_OF_WEEK)],
        "by_category": _by_category(found.counts["category"]),
        "by_source": _by_word(found.counts["source"], Source, SOURCE_NAMES),
        "by_priority": _by_word(found.counts["priority"], Priority, PRIORITY_NAMES),
        "by_state": _by_state(found.counts["standing"]),
    }


def _chosen(filters: EventFilters) -> dict[str, Any]:
    """The values that pass, by facet."""
    first = filters.first.toordinal() - _DAY_ZERO
    chosen: dict[str, Any] = {"day": np.arange(first, first + filters.days)}
    if filters.category_ids is not None:
        chosen["category"] = np.array(filters.category_ids)
    if filters.sources:
        chosen["source"] = np.array([list(Source).index(Source(one)) + 1 for one in filters.sources])
    if filters.priorities:
        chosen["priority"] = np.array([list(Priority).index(Priority(one)) + 1 for one in filters.priorities])
    if filters.state is not None:
        chosen["standing"] = np.array(_STANDINGS[filters.state])
    if filters.slots:
        chosen["slot"] = np.array(filters.slots)
    return chosen


def _by_day(found: Facets, span: Span) -> list[list[Any]]:
    """Every day of the span with its count."""
    days = (span.first + timedelta(days=offset) for offset in range((span.last - span.first).days + 1))
    return [[day.isoformat(), found.counts["day"].get(day.toordinal() - _DAY_ZERO, 0)] for day in days]


def _by_category(counts: Mapping[int, int]) -> list[Row]:
    """Each category, top-level ones followed by those below, with its own count and that of all below it."""
    known = {one.pk: one for one in EventCategory.objects.order_by("pk")}
    parents = {pk: one.parent_id for pk, one in known.items()}
    total = dict.fromkeys(known, 0)
    for pk, n in counts.items():
        for above in line_above(pk, parents):
            total[above] += n
    return [
        {
            "code": one.code,
            "name": one.name,
            "name_en": one.name_en or one.name,
            "parent": known[one.parent_id].code if one.parent_id else "",
            "n": total[one.pk],
        }
        for one in map(known.__getitem__, in_tree_order(parents))
    ]


def _by_word(counts: Mapping[int, int], words: Any, names: Mapping[Any, str]) -> list[Row]:
    """Each word in the order of its list, with its count."""
    return [
        {"key": word.value, "name": names[word], "n": counts.get(place, 0)}
        for place, word in enumerate(words, start=1)
    ]


def _by_state(counts: Mapping[int, int]) -> list[Row]:
    """Each state with what choosing it would show; late events are open too."""
    return [
        {
            "key": state.value,
            "name": STATE_NAMES[state],
            "n": sum(counts.get(standing, 0) for standing in standings),
        }
        for state, standings in _STANDINGS.items()
    ]
