"""Opening hours in OSM syntax: whether a place is open now, until when, and the hours of a day.

Public holidays come from our own calendar: within the evaluation of one day, PH stands for that day's
weekday when it is a holiday and for another weekday when it is not. A make-up working day has the hours of
the nearest ordinary working day.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache

from opening_hours import OpeningHours, ParserError, State  # type: ignore[attr-defined]

from .work_calendar import WorkCalendar

# Source: notes to the public page; a place that closes within this time is said to close soon.
CLOSING_SOON = timedelta(minutes=30)
# The longest holiday has nine days; what does not change within two weeks is told without a time.
LOOK_AHEAD_DAYS = 14
LONGEST_EXPRESSION = 200

_WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_HOLIDAY = re.compile(r"\b[PS]H\b")
_DAY = timedelta(days=1)


class OpenState(StrEnum):
    """What to tell a resident about a place right now."""

    OPEN = "open"
    CLOSING_SOON = "closing_soon"
    CLOSED = "closed"
    SUSPENDED = "suspended"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Span:
    """A stretch of opening in local time without zone; sure is False where the hours say `unknown`."""

    start: datetime
    end: datetime
    sure: bool = True


@dataclass(frozen=True)
class OpeningNow:
    """The state and the aware time of its next change; None when nothing changes within two weeks."""

    state: OpenState
    changes_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether one can walk in now."""
        return self.state in {OpenState.OPEN, OpenState.CLOSING_SOON}


UNKNOWN = OpeningNow(OpenState.UNKNOWN)


def readable(expression: str) -> bool:
    """Whether the expression is opening hours this product can evaluate.

    >>> readable("Mo-Fr 09:00-12:00; PH off"), readable("nine to five")
    (True, False)
    """
    return _spans(expression, date(2026, 1, 1), holiday=False) is not None


def day_spans(expression: str, day: date, calendar: WorkCalendar) -> tuple[Span, ...] | None:
    """The spans that touch a local day, cut at its midnights; None when the hours cannot be read.

    >>> from geodata.rules.work_calendar import china
    >>> [span.end.hour for span in day_spans("Mo-Fr 09:00-12:00; PH off", date(2026, 10, 10), china())]
    [12]
    """
    if calendar.is_make_up(day):
        shift = _DAY if day.weekday() == 6 else -_DAY
        stand_in = _spans(expression, day + shift, holiday=False)
        return stand_in and tuple(Span(s.start - shift, s.end - shift, s.sure) for s in stand_in)
    return _spans(expression, day, calendar.is_holiday(day))


def regular_spans(expression: str, day: date) -> tuple[Span, ...] | None:
    """The spans of a day as if there were no holidays; None when the hours cannot be read."""
    return _spans(expression, day, holiday=False)


def holiday_spans(expression: str, day: date) -> tuple[Span, ...] | None:
    """The spans the day would have as a public holiday; None when the hours cannot be read."""
    return _spans(expression, day, holiday=True)


@lru_cache(maxsize=8192)
def _spans(expression: str, day: date, holiday: bool) -> tuple[Span, ...] | None:
    """The spans of one day; PH stands for its weekday when it is a holiday, else for a weekday away from it."""
    if len(expression) > LONGEST_EXPRESSION:
        return None
    stand_in = _WEEKDAYS[(day.weekday() + (0 if holiday else 3)) % 7]
    try:
        hours = OpeningHours(_HOLIDAY.sub(stand_in, expression))
    except ParserError:
        return None
    start = datetime.combine(day, time.min)
    intervals = hours.intervals(start, start + _DAY)
    return tuple(
        Span(max(begin, start), min(end or start + _DAY, start + _DAY), state == State.OPEN)
        for begin, end, state, _ in intervals
        if state != State.CLOSED
    )


def opening_now(
    expression: str,
    now: datetime,
    calendar: WorkCalendar,
    closed_until: date | None = None,
) -> OpeningNow:
    """The state of a place at an aware local moment, with its next change.

    Parameters
    ----------
    expression : opening hours in OSM syntax, local time; empty or unreadable ones give UNKNOWN.
    now : aware datetime in the place's own time zone.
    closed_until : the last local day of a temporary closure.

    >>> from zoneinfo import ZoneInfo
    >>> from geodata.rules.work_calendar import china
    >>> noon = datetime(2026, 11, 24, 11, 45, tzinfo=ZoneInfo("Asia/Shanghai"))
    >>> str(opening_now("Mo-Fr 09:00-12:00", noon, china()).state)
    'closing_soon'
    """
    if not expression or not readable(expression):
        return UNKNOWN
    local = now.replace(tzinfo=None)
    if closed_until and local.date() <= closed_until:
        again = _next_start(expression, datetime.combine(closed_until + _DAY, time.min), calendar)
        return OpeningNow(OpenState.SUSPENDED, _aware(again, now))
    current = _span_at(expression, local, calendar)
    if current is None:
        return OpeningNow(OpenState.CLOSED, _aware(_next_start(expression, local, calendar), now))
    if not current.sure:
        return UNKNOWN
    end = _end_of(expression, current, calendar)
    soon = end is not None and end - local <= CLOSING_SOON
    return OpeningNow(OpenState.CLOSING_SOON if soon else OpenState.OPEN, _aware(end, now))


def _aware(moment: datetime | None, now: datetime) -> datetime | None:
    return moment.replace(tzinfo=now.tzinfo) if moment else None


def _span_at(expression: str, local: datetime, calendar: WorkCalendar) -> Span | None:
    """The span a moment lies in; its start belongs to it, its end does not."""
    today = day_spans(expression, local.date(), calendar) or ()
    return next((span for span in today if span.start <= local < span.end), None)


def _end_of(expression: str, span: Span, calendar: WorkCalendar) -> datetime | None:
    """When a span ends, followed across midnights; None when it lasts beyond the look-ahead."""
    for _ in range(LOOK_AHEAD_DAYS):
        if span.end.time() != time.min:
            return span.end
        following = _span_at(expression, span.end, calendar)
        if following is None:
            return span.end
        span = following
    return None


def _next_start(expression: str, after: datetime, calendar: WorkCalendar) -> datetime | None:
    """The first start of a sure span at or after a moment; None beyond the look-ahead."""
    for ahead in range(LOOK_AHEAD_DAYS + 1):
        for span in day_spans(expression, after.date() + ahead * _DAY, calendar) or ():
            if span.sure and span.start >= after:
                return span.start
    return None
