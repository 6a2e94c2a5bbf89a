"""The care page of grid workers and community heads: buildings of their own areas, counts and states only."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from geodata.errors import BadParameter
from geodata.queries.areas import own_areas
from geodata.queries.care import CareBuilding, VisitCounts, care_buildings, sum_counts
from geodata.rules.viewer import Viewer

from .care_counts import short_label
from .care_words import LevelLine, days_late_words, level_lines, level_words, symbol
from .point_cards import area_label

STATES = ("open", "red", "yellow", "blue", "due", "due_soon", "all")
SHOWN_LEVELS = ("red", "yellow", "blue", "due", "due_soon")


@dataclass(frozen=True)
class HouseRow:
    """A building by its worst state; lines are the levels that occur in it."""

    uuid: str
    address: str
    grid: str
    key: str
    symbol: str
    words: str
    total: int
    open: int
    lines: list[LevelLine]
    lon: float
    lat: float


@dataclass(frozen=True)
class StateChip:
    """A state to filter by, with the number of people in it."""

    key: str
    symbol: str
    words: str
    count: int
    chosen: bool


def houses_context(viewer: Viewer, now: datetime, state: str) -> dict[str, Any]:
    """Everything the page shows; state: one of STATES, or empty for the most urgent that occurs."""
    if state and state not in STATES:
        raise BadParameter(
            f"state={state[:40]!r} 不能识别；可用：{'、'.join(STATES)}。",
            f"state: one of {', '.join(STATES)}.",
        )
    buildings = care_buildings(viewer, now)
    total = sum_counts(building.counts for building in buildings)
    asked = state or _opening_state(total)
    outlines = own_areas(viewer, now.date())
    return {
        "within_name": _("、").join(area_label(area) for area in outlines),
        "houses": [_row(building) for building in buildings if _shown(building, asked)],
        "sum": total,
        "chips": _chips(total, asked),
        "outlines": [area.geometry for area in outlines],
    }


def _opening_state(total: VisitCounts) -> str:
    """What the list opens on: who is to be visited, else who soon will be, else everybody."""
    if total.needed:
        return "open"
    return "due_soon" if total.due_soon else "all"


def _shown(building: CareBuilding, state: str) -> bool:
    if state == "all":
        return True
    if state == "open":
        return building.counts.needed > 0
    return bool(getattr(building.counts, state))


def _chips(total: VisitCounts, asked: str) -> list[StateChip]:
    levels = [
        StateChip(key, symbol(key), level_words(key), getattr(total, key), key == asked)
        for key in SHOWN_LEVELS
    ]
    return [
        StateChip("open", "", _("待走访"), total.needed, asked == "open"),
        *levels,
        StateChip("all", "", _("全部关爱对象"), total.total, asked == "all"),
    ]


def _row(building: CareBuilding) -> HouseRow:
    counts = building.counts
    key = counts.worst or next((name for name in ("due", "due_soon") if getattr(counts, name)), "visited")
    words = {"visited": _("按时走访"), "due": _("今天到期"), "due_soon": level_words("due_soon")}
    return HouseRow(
        uuid=building.uuid,
        address=building.address or _("没有门牌"),
        grid=short_label(building.grid_name),
        key=key,
        symbol=symbol(key),
        words=words.get(key) or days_late_words(building.days_late),
        total=counts.total,
        open=counts.needed,
        lines=[line for line in level_lines(counts, *SHOWN_LEVELS) if line.count],
        lon=building.lon,
        lat=building.lat,
    )
