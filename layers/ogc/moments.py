"""The datetime parameter: an instant, or an interval that may be open at either end."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import NoReturn

from django.utils import timezone

from geodata.errors import BadParameter
from geodata.queries.local_days import midnight
from geodata.rules.periods import EARLIEST_DAY, LATEST_DAY

_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_OPEN = {"", ".."}


@dataclass(frozen=True)
class Span:
    """Seconds since 1970-01-01T00:00Z, both ends included, None where open."""

    since: float | None
    until: float | None

    def days(self) -> tuple[date, date]:
        """The first and last local day that can hold such a moment, with a day to spare."""
        first = EARLIEST_DAY if self.since is None else _local_day(self.since) - timedelta(days=1)
        last = LATEST_DAY if self.until is None else _local_day(self.until) + timedelta(days=1)
        return max(first, EARLIEST_DAY), min(last, LATEST_DAY)


EVER = Span(None, None)


def read_span(text: str) -> Span:
    """The span of an instant, 'start/end', '../end' or 'start/..'; a date without a time is the local day."""
    # An unescaped + of an offset arrives as a space.
    ends = text.replace(" ", "+").split("/")
    if len(ends) > 2 or (len(ends) == 1 and ends[0] in _OPEN):
        _refuse(text)
    since = None if ends[0] in _OPEN else _start(ends[0], text)
    until = None if ends[-1] in _OPEN else _end(ends[-1], text)
    if since is not None and until is not None and since > until:
        _refuse(text)
    return Span(since, until)


def read_moment(text: str) -> float:
    """Seconds since 1970 of an RFC 3339 date-time."""
    if not _MOMENT.fullmatch(text.replace(" ", "+")):
        _refuse(text)
    return _seconds(text.replace(" ", "+"), text)


def _start(end: str, text: str) -> float:
    return midnight(_day(end, text)).timestamp() if _DAY.fullmatch(end) else _moment(end, text)


def _end(end: str, text: str) -> float:
    """The last second of a day, or the moment itself."""
    if not _DAY.fullmatch(end):
        return _moment(end, text)
    return midnight(_day(end, text) + timedelta(days=1)).timestamp() - 1


def _day(end: str, text: str) -> date:
    try:
        found = date.fromisoformat(end)
    except ValueError:
        _refuse(text)
    return max(EARLIEST_DAY, min(LATEST_DAY, found))


def _moment(end: str, text: str) -> float:
    if not _MOMENT.fullmatch(end):
        _refuse(text)
    return _seconds(end, text)


def _seconds(end: str, text: str) -> float:
    try:
        return (datetime.fromisoformat(end.upper()) - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds()
    except (ValueError, OverflowError):
        _refuse(text)


def _local_day(seconds: float) -> date:
    """The local day of a moment, held inside the days a question may name."""
    earliest, latest = midnight(EARLIEST_DAY).timestamp(), midnight(LATEST_DAY).timestamp()
    held = max(earliest, min(latest, seconds))
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=held)
    return timezone.localtime(moment).date()


def _refuse(text: str) -> NoReturn:
    raise BadParameter(
        f"{text[:80]!r} 不是时间；应写成 2026-05-13T12:00:00Z，或区间 开始/结束，开放的一端写 ..，起点不晚于终点。",
        f"{text[:80]!r} is no time; write 2026-05-13T12:00:00Z, or an interval start/end with .. for an open end, "
        "start not after end.",
    )
