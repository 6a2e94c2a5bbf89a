"""The alarms that the command centre has before it."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from geodata.errors import NotFound
from geodata.rules.viewer import COMMAND, Viewer
from geodata.sql import rows

from .local_days import midnight

# More than anybody works through at once; the counts tell the rest.
MOST_LISTED = 100
COUNTS = ("raised", "noticed")


def standing_alarms(viewer: Viewer, now: datetime) -> dict[str, Any]:
    """{raised, noticed, rows}: how many nobody took notice of, how many were noticed today, open ones first (1 statement).

    Raises NotFound for roles other than those of the command centre.
    """
    if viewer.role not in COMMAND:
        raise NotFound("没有警报可看。", "There are no alarms to see.")
    today = timezone.localdate(now)
    found = rows("list_open_alarms", noticed_since=midnight(today), today=today, row_limit=MOST_LISTED)
    counts = {name: found[0][name] if found else 0 for name in COUNTS}
    return counts | {"rows": [_row(row) for row in found]}


def _row(row: dict[str, Any]) -> dict[str, Any]:
    """A row with its moments in local time, as text."""
    moments = {name: _text(row[name]) for name in ("raised_at", "noticed_at")}
    return {name: value for name, value in row.items() if name not in COUNTS} | moments


def _text(moment: datetime | None) -> str | None:
    return timezone.localtime(moment).isoformat(timespec="seconds") if moment else None
