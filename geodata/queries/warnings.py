"""The warnings that the command centre has before it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Max
from django.utils import timezone

from geodata.errors import NotFound
from geodata.models import EmergingWarning, HeatRefresh
from geodata.rules.heat_limits import WARNING_QUIET_DAYS, WARNING_RECURRENCE_DAYS
from geodata.rules.viewer import COMMAND, Viewer
from geodata.rules.warning_flow import WarningState, state_on
from geodata.sql import rows

# More than anybody works through at once.
MOST_LISTED = 200


@dataclass(frozen=True)
class WarningPlace:
    """What the events of a warning have in common: category id, local days, and the box in metres of MEASURE.

    West and south belong to the box, east and north do not.
    """

    category_id: int
    first_day: date
    last_day: date
    box: tuple[float, float, float, float]


def standing_warnings(viewer: Viewer, now: datetime) -> dict[str, Any]:
    """{as_of, last_day, recurrence_days, warnings}: those seen in the days before the last refresh (2 statements).

    They stay WARNING_QUIET_DAYS; `current` tells whether the last refresh still saw it. Raises NotFound for roles other
    than those of the command centre.
    """
    if viewer.role not in COMMAND:
        raise NotFound("没有预警可看。", "There are no warnings to see.")
    stand = HeatRefresh.objects.aggregate(as_of=Max("as_of"), last_day=Max("last_day"))
    told: dict[str, Any] = {
        "as_of": None,
        "last_day": None,
        "recurrence_days": WARNING_RECURRENCE_DAYS,
        "warnings": [],
    }
    if stand["last_day"] is None:
        return told
    today = timezone.localdate(now)
    since = stand["last_day"] - timedelta(days=WARNING_QUIET_DAYS)
    found = rows("list_warnings", seen_since=since, today=today, row_limit=MOST_LISTED)
    return told | {
        "as_of": timezone.localtime(stand["as_of"]).isoformat(timespec="seconds"),
        "last_day": stand["last_day"].isoformat(),
        "warnings": [_told(row, today, stand["last_day"]) for row in found],
    }


def _told(row: dict[str, Any], today: date, last_day: date) -> dict[str, Any]:
    state = state_on(WarningState(row["state"]), row["muted_until"], today)
    days = {name: _text(row[name]) for name in ("starts_on", "raised_on", "last_seen_on", "muted_until")}
    noticed = row["acknowledged_at"]
    return (
        row
        | days
        | {
            "starts_at": days["starts_on"],
            "state": state.value,
            "current": row["last_seen_on"] >= last_day,
            "events": row["reports"],
            "expected": round(row["expected"], 2),
            "recurrence_days": round(row["recurrence_days"]),
            "acknowledged_at": timezone.localtime(noticed).isoformat(timespec="seconds") if noticed else None,
            "place": _place(row, ""),
            "place_en": _place(row, "_en"),
        }
    )


def _place(row: dict[str, Any], language: str) -> str:
    """Where a warning is in words; coordinates where no area is known."""
    names = [row[f"{level}{language}"] or row[level] for level in ("subdistrict", "community")]
    grid = row["grid_code"][-3:] if row["grid_code"] else None
    return " · ".join(name for name in (*names, grid) if name) or f"{row['lon']:.4f}, {row['lat']:.4f}"


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None


def warning_place(uuid: str | UUID, viewer: Viewer) -> WarningPlace:
    """What the events of a warning have in common (1 statement); raises NotFound for unknown ones and other roles."""
    warning = EmergingWarning.objects.filter(uuid=uuid).first()
    if warning is None or viewer.role not in COMMAND:
        raise NotFound("没有这条预警。", "There is no such warning.")
    return WarningPlace(warning.category_id, warning.starts_on, warning.last_seen_on, warning.geom.extent)
