"""Values as cells of tables: formula signs guarded, days and moments in words every reader knows."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone

# What spreadsheets take for the beginning of a formula.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_APOSTROPHE = "'"


def guarded(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would take it for a formula.

    A text that begins with an apostrophe before such a sign gets another, which importing takes off again.

    >>> guarded("=1+1"), guarded("+86 871"), guarded("'=1"), guarded("楼")
    ("'=1+1", "'+86 871", "''=1", '楼')
    """
    return _APOSTROPHE + text if text.lstrip(_APOSTROPHE).startswith(_FORMULA_STARTS) else text


def moment_text(moment: datetime) -> str:
    """A moment in local time with its offset: nobody has to guess the zone.

    >>> from datetime import UTC
    >>> moment_text(datetime(2026, 5, 1, 6, 30, tzinfo=UTC))
    '2026-05-01T14:30:00+08:00'
    """
    return timezone.localtime(moment).isoformat()


def plain(value: Any) -> Any:
    """A value as text, number, truth or None: days and moments as ISO text."""
    if isinstance(value, datetime):
        return moment_text(value)
    return value.isoformat() if isinstance(value, date) else value
