"""Local days of the town: time zone, weekdays, public holidays, and how busy a day is."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import numpy as np

from geodata.rules.work_calendar import china

ZONE = ZoneInfo("Asia/Shanghai")
OFFSET_S = 8 * 3600  # no summer time since 1991
DAY_S = 86_400
_EPOCH = date(1970, 1, 1).toordinal()

WEEKDAYS = (1.10, 1.06, 1.04, 1.02, 1.03, 0.90, 0.85)  # Monday first
HOLIDAY = 0.72


def local_day(moment: datetime) -> date:
    """The local day of an aware datetime."""
    return moment.astimezone(ZONE).date()


def noon(day: date) -> datetime:
    """Noon of a local day, aware."""
    return datetime.combine(day, time(12), tzinfo=ZONE)


def start_of(day: date | np.ndarray) -> int | np.ndarray:
    """Seconds since the epoch (UTC) of local midnight; a date, or ordinals as an array."""
    ordinal = day.toordinal() if isinstance(day, date) else day
    return (ordinal - _EPOCH) * DAY_S - OFFSET_S


def ordinals_of(seconds: np.ndarray) -> np.ndarray:
    """Ordinals (date.toordinal) of the local days of moments in seconds since the epoch."""
    return (seconds + OFFSET_S) // DAY_S + _EPOCH


def moment(seconds: int) -> datetime:
    """The aware UTC datetime of seconds since the epoch."""
    return datetime.fromtimestamp(int(seconds), tz=UTC)


def _raw_volume(day: date) -> float:
    calendar = china()
    if calendar.is_holiday(day):
        return HOLIDAY
    return WEEKDAYS[0] if calendar.is_make_up(day) else WEEKDAYS[day.weekday()]


@cache
def _mean_volume(year: int) -> float:
    first = date(year, 1, 1)
    length = (date(year + 1, 1, 1) - first).days
    return sum(_raw_volume(first + timedelta(days=k)) for k in range(length)) / length


def volume(day: date) -> float:
    """How busy a day is compared with the mean day of its calendar year."""
    return _raw_volume(day) / _mean_volume(day.year)
