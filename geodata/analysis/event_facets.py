"""Counts beside every choice of a filter: each facet is counted with all filters but its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from geodata.rules.event_states import HOURS_OF_WEEK

from .cells import Flags, Integers

# The first hour of the count is Monday 1 January 1900, 0:00.
_FACETS = ("day", "slot", "category", "source", "priority", "standing")


class Standing(IntEnum):
    """How an event stands, in the order of the packed form."""

    OPEN = 0
    LATE = 1
    CLOSED = 2
    UNKNOWN = 3


@dataclass(frozen=True)
class EventMarks:
    """What is known of events, all (n,): local day (since 1900-01-01), hour of the week, category id, source and
    priority (numbers of their words), standing, whether they repeat an earlier report, and how many of them there are
    (below zero where others of the same kind count too many).
    """

    day: Integers
    slot: Integers
    category: Integers
    source: Integers
    priority: Integers
    standing: Integers
    repeat: Flags
    events: Integers


@dataclass(frozen=True)
class Facets:
    """counts: facet → value → events that pass all other filters; reports, incidents: those that pass all."""

    counts: Mapping[str, Mapping[int, int]]
    reports: int
    incidents: int


def unpack_marks(packed: bytes, events: Integers | None = None) -> EventMarks:
    """The marks of events from their packed form.

    events : how many there are of each, (n,); one where None.
    packed : big-endian 64-bit numbers of category << 33, repeat << 32, priority << 29, source << 26, standing << 24
        and the local hours since 1900-01-01 0:00.

    >>> marks = unpack_marks((5 << 33 | 1 << 32 | 2 << 29 | 1 << 26 | 3 << 24 | 49).to_bytes(8, "big"))
    >>> [int(field[0]) for field in (marks.category, marks.priority, marks.source, marks.standing, marks.day, marks.slot)]
    [5, 2, 1, 3, 2, 49]
    """
    return marks_of(np.frombuffer(packed, dtype=">i8").astype(np.int64), events)


def marks_of(value: Integers, events: Integers | None = None) -> EventMarks:
    """The marks of events from their packed form as numbers, (n,); events as unpack_marks takes them.

    >>> marks_of(np.array([5 << 33 | 49]), np.array([3])).events.tolist()
    [3]
    """
    hour = value & 0xFFFFFF
    return EventMarks(
        day=hour // 24,
        slot=hour % HOURS_OF_WEEK,
        category=value >> 33,
        source=(value >> 26) & 7,
        priority=(value >> 29) & 7,
        standing=(value >> 24) & 3,
        repeat=((value >> 32) & 1).astype(bool),
        events=np.ones_like(value) if events is None else events,
    )


def count_facets(marks: EventMarks, chosen: Mapping[str, Integers | None], *, incidents: bool) -> Facets:
    """How many events each value of each facet would show.

    Parameters
    ----------
    chosen : facet (day, slot, category, source, priority, standing) → the values that pass; None or missing: all do.
    incidents : facets count first reports only.

    >>> marks = unpack_marks(b"".join((c << 33 | h).to_bytes(8, "big") for c, h in [(1, 0), (1, 30), (2, 30)]))
    >>> found = count_facets(marks, {"category": np.array([1])}, incidents=False)
    >>> found.counts["category"], found.counts["day"], found.reports
    ({1: 2, 2: 1}, {0: 1, 1: 1}, 2)
    """
    failed = {facet: _fails(getattr(marks, facet), chosen.get(facet)) for facet in _FACETS}
    fails = np.zeros(marks.repeat.size, dtype=np.int8)
    for one in failed.values():
        fails += one
    first_ones = np.where(marks.repeat, 0, marks.events)
    counted = first_ones if incidents else marks.events
    counts = {}
    for facet in _FACETS:
        kept = fails == failed[facet]
        counts[facet] = _counts(getattr(marks, facet)[kept], counted[kept])
    passed = fails == 0
    return Facets(counts, int(marks.events[passed].sum()), int(first_ones[passed].sum()))


def _fails(values: Integers, chosen: Integers | None) -> NDArray[np.bool_]:
    if chosen is None or not values.size:
        return np.zeros(values.size, dtype=bool)
    return np.isin(values, chosen, invert=True)


def _counts(values: Integers, events: Integers) -> dict[int, int]:
    """Value → how many events have it; values lie close together, so that one pass counts them."""
    if not values.size:
        return {}
    least = int(values.min())
    n = np.bincount(values - least, weights=events).astype(np.int64)
    found = np.flatnonzero(n)
    return dict(zip((found + least).tolist(), n[found].tolist(), strict=True))
