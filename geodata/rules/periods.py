"""Periods of local days, and the one a page opens on."""

from dataclasses import dataclass
from datetime import date, timedelta

DEFAULT_DAYS = 30
# Data whose newest event is older than this is history: pages open on its own last days and say so.
HISTORICAL_AFTER_DAYS = 7
# Days a question may name; beyond them lies a slip of the finger, and soon the end of the calendar.
EARLIEST_DAY, LATEST_DAY = date(1900, 1, 1), date(2199, 12, 31)


@dataclass(frozen=True)
class Period:
    """Local days first..last, both included; historical when it does not reach the present."""

    first: date
    last: date
    historical: bool = False

    @property
    def days(self) -> int:
        """How many days the period has."""
        return (self.last - self.first).days + 1


def opening_period(newest: date | None, today: date, days: int = DEFAULT_DAYS) -> Period:
    """The period a page opens on: up to today, or the data's own last days when it is old.

    >>> opening_period(date(2010, 8, 31), date(2026, 1, 1))
    Period(first=datetime.date(2010, 8, 2), last=datetime.date(2010, 8, 31), historical=True)
    """
    historical = newest is not None and (today - newest).days > HISTORICAL_AFTER_DAYS
    last = newest if historical and newest else today
    return Period(last - timedelta(days=days - 1), last, historical)
