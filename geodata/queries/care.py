"""People in care as counts, at the precision of the viewer's role; never a name, never a category."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from geodata.errors import NotFound
from geodata.rules.care import DUE_SOON_DAYS, RED_DAYS, YELLOW_DAYS
from geodata.rules.care_access import PLANNER_MINIMUM, PRECISION, Precision
from geodata.rules.levels import Level
from geodata.rules.viewer import Viewer
from geodata.sql import rows

from .local_days import midnight

COUNTED_LEVEL = {Precision.GRID_COUNTS: Level.GRID, Precision.COMMUNITY_COUNTS: Level.COMMUNITY}


@dataclass(frozen=True)
class VisitCounts:
    """People by how they stand to their next visit; visited_today counts last visits of today."""

    total: int
    visited_today: int
    due: int
    due_soon: int
    blue: int
    yellow: int
    red: int

    @property
    def late(self) -> int:
        """People whose visit was due before today."""
        return self.blue + self.yellow + self.red

    @property
    def needed(self) -> int:
        """People to be visited today: late ones and those due today."""
        return self.late + self.due

    @property
    def worst(self) -> str:
        """The worst level of lateness that occurs, or an empty word."""
        return next((level for level in ("red", "yellow", "blue") if getattr(self, level)), "")


@dataclass(frozen=True)
class CareArea:
    """An area's counts at its fixed anchor (degrees WGS 84) and the grid workers on its roll."""

    uuid: str
    code: str
    name: str
    name_en: str
    counts: VisitCounts
    workers: int
    lon: float
    lat: float


@dataclass(frozen=True)
class CareBuilding:
    """A building's counts at a point inside it (degrees WGS 84); days_late is that of its latest visit."""

    uuid: str
    address: str
    grid_code: str
    grid_name: str
    counts: VisitCounts
    days_late: int
    lon: float
    lat: float


@dataclass(frozen=True)
class CareLoad:
    """How many people in care an area has, for planners; smaller numbers are never given."""

    uuid: str
    code: str
    name: str
    name_en: str
    total: int
    workers: int
    lon: float
    lat: float


def care_precision(viewer: Viewer) -> Precision:
    """The finest thing the viewer may see of care; refused as not found when that is nothing."""
    precision = PRECISION.get(viewer.role)
    if precision is None:
        raise NotFound(
            "没有这个页面，或者您的账号不能查看。", "No such page, or your account may not see it."
        )
    return precision


def sum_counts(parts: Iterable[VisitCounts]) -> VisitCounts:
    """The counts of all parts together."""
    found = list(parts)
    return VisitCounts(**{name: sum(getattr(p, name) for p in found) for name in VisitCounts.__annotations__})


def care_areas(viewer: Viewer, now: datetime, within: str | None = None) -> list[CareArea]:
    """Counts of every area of the viewer's level inside an area code (1 statement)."""
    level = _need(viewer, *COUNTED_LEVEL)
    return _areas(viewer, now, COUNTED_LEVEL[level], within)


def care_subdistricts(viewer: Viewer, now: datetime) -> list[CareArea]:
    """Counts of every subdistrict in the viewer's reach (1 statement)."""
    _need(viewer, *COUNTED_LEVEL)
    return _areas(viewer, now, Level.SUBDISTRICT, None)


def care_loads(viewer: Viewer, now: datetime, within: str | None = None) -> tuple[list[CareLoad], int]:
    """Planner's loads per grid inside an area code, and how many grids are withheld as too small (1 statement)."""
    _need(viewer, Precision.GRID_LOADS)
    areas = _areas(viewer, now, Level.GRID, within)
    loads = [
        CareLoad(a.uuid, a.code, a.name, a.name_en, a.counts.total, a.workers, a.lon, a.lat)
        for a in areas
        if a.counts.total >= PLANNER_MINIMUM
    ]
    return loads, sum(0 < a.counts.total < PLANNER_MINIMUM for a in areas)


def care_buildings(viewer: Viewer, now: datetime) -> list[CareBuilding]:
    """Buildings with people in care in the viewer's own areas, latest first (1 statement)."""
    _need(viewer, Precision.BUILDING)
    found = rows("list_care_buildings", area_ids=list(viewer.area_ids), **_day(now))
    return [CareBuilding(counts=_counts(row), **row) for row in found]


def care_days(viewer: Viewer, today: date, until: date, within: str | None = None) -> dict[date, int]:
    """People by the local day their visit is due, from today to a day, inside an area code (1 statement)."""
    _need(viewer, *COUNTED_LEVEL, Precision.BUILDING)
    found = rows("count_care_days", today=today, until=until, within=within, area_ids=_scope(viewer))
    return {row["day"]: row["visits"] for row in found}


def care_workers(viewer: Viewer, within: str | None = None) -> int:
    """Grid workers on the roll of an area code in the viewer's reach (1 statement)."""
    _need(viewer, *Precision)
    return int(rows("count_care_workers", within=within, area_ids=_scope(viewer))[0]["workers"])


def _need(viewer: Viewer, *accepted: Precision) -> Precision:
    """The viewer's precision, refused as not found when it is another one than the accepted."""
    precision = care_precision(viewer)
    if precision not in accepted:
        raise NotFound(
            "没有这个页面，或者您的账号不能查看。", "No such page, or your account may not see it."
        )
    return precision


def _scope(viewer: Viewer) -> list[int] | None:
    return None if viewer.area_scope is None else list(viewer.area_scope)


def _day(now: datetime) -> dict[str, Any]:
    """The values every count of lateness is bound to."""
    today = timezone.localdate(now)
    return {
        "today": today,
        "midnight": midnight(today),
        "due_soon_days": DUE_SOON_DAYS,
        "yellow_days": YELLOW_DAYS,
        "red_days": RED_DAYS,
    }


def _areas(viewer: Viewer, now: datetime, level: Level, within: str | None) -> list[CareArea]:
    bound = {"level": level.value, "within": within, "area_ids": _scope(viewer)}
    return [CareArea(counts=_counts(row), **row) for row in rows("list_care_areas", **bound, **_day(now))]


def _counts(row: dict[str, Any]) -> VisitCounts:
    """The counts of a row, taken out of it."""
    return VisitCounts(**{name: row.pop(name) for name in VisitCounts.__annotations__})
