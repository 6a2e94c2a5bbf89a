"""The hours of a week as people write them down: groups of equal weekdays, holidays, special days ahead."""

from dataclasses import dataclass
from datetime import date, timedelta

from .opening import Span, day_spans, holiday_spans, regular_spans
from .work_calendar import SpecialDay, WorkCalendar

AHEAD_DAYS = 30
_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class WeekdayGroup:
    """Weekdays first..last (0 = Monday) that have the same spans."""

    first: int
    last: int
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class SpecialHours:
    """Special days in a row, with the spans of the first one."""

    first: SpecialDay
    last: SpecialDay
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class SeasonChange:
    """The day from which other hours hold, and the ordinary week from then on."""

    first: date
    groups: tuple[WeekdayGroup, ...]


@dataclass(frozen=True)
class OpeningWeek:
    """Today, the ordinary week, a public holiday, the special days of the next month, and a change of season in it."""

    today: tuple[Span, ...]
    groups: tuple[WeekdayGroup, ...]
    holiday: tuple[Span, ...]
    ahead: tuple[SpecialHours, ...]
    season: SeasonChange | None


def opening_week(expression: str, today: date, calendar: WorkCalendar) -> OpeningWeek | None:
    """The hours of the week `today` lies in; None when they cannot be read.

    >>> from geodata.rules.work_calendar import china
    >>> week = opening_week("Mo-Fr 09:00-17:00; PH off", date(2026, 11, 24), china())
    >>> [(group.first, group.last) for group in week.groups]
    [(0, 4), (5, 6)]
    """
    spans_today = day_spans(expression, today, calendar)
    if spans_today is None:
        return None
    return OpeningWeek(
        spans_today,
        _weekday_groups(expression, today - timedelta(days=today.weekday())),
        holiday_spans(expression, today) or (),
        _special_ahead(expression, today, calendar),
        _season_ahead(expression, today),
    )


def _season_ahead(expression: str, today: date) -> SeasonChange | None:
    """The first day within AHEAD_DAYS between two weeks alike and two other weeks alike."""

    def hours(day: date) -> tuple[tuple[str, str], ...]:
        return _clock(regular_spans(expression, day) or ())

    for ahead in range(1, AHEAD_DAYS + 1):
        first = today + timedelta(days=ahead)
        if hours(first) == hours(first - _WEEK):
            continue
        days = [first + timedelta(days=number) for number in range(7)]
        if all(
            hours(day) == hours(day + _WEEK) and hours(day - _WEEK) == hours(day - 2 * _WEEK) for day in days
        ):
            # Every weekday once, from the first Monday on, so that groups run from Monday to Sunday.
            monday = first + timedelta(days=-first.weekday() % 7)
            return SeasonChange(first, _weekday_groups(expression, monday))
    return None


def _clock(spans: tuple[Span, ...]) -> tuple[tuple[str, str], ...]:
    """The times of day of spans, to compare days with one another."""
    return tuple((span.start.strftime("%H%M"), span.end.strftime("%H%M")) for span in spans)


def _weekday_groups(expression: str, monday: date) -> tuple[WeekdayGroup, ...]:
    groups: list[WeekdayGroup] = []
    for weekday in range(7):
        spans = regular_spans(expression, monday + timedelta(days=weekday)) or ()
        if groups and _clock(groups[-1].spans) == _clock(spans):
            groups[-1] = WeekdayGroup(groups[-1].first, weekday, spans)
        else:
            groups.append(WeekdayGroup(weekday, weekday, spans))
    return tuple(groups)


def _special_ahead(expression: str, today: date, calendar: WorkCalendar) -> tuple[SpecialHours, ...]:
    found: list[SpecialHours] = []
    for ahead in range(AHEAD_DAYS + 1):
        special = calendar.special.get(today + timedelta(days=ahead))
        if special is None:
            continue
        spans = day_spans(expression, special.day, calendar) or ()
        if found and _continues(found[-1], special, spans):
            found[-1] = SpecialHours(found[-1].first, special, found[-1].spans)
        else:
            found.append(SpecialHours(special, special, spans))
    return tuple(found)


def _continues(run: SpecialHours, special: SpecialDay, spans: tuple[Span, ...]) -> bool:
    """Whether a special day prolongs a run: the next day, of the same kind, with the same hours."""
    adjoining = special.day - run.last.day == timedelta(days=1)
    return adjoining and special.off == run.last.off and _clock(spans) == _clock(run.spans)
