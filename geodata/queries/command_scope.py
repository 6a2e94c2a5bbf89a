"""What the wall screen is asked for: the moment, the period, the area and the category, as bound values."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from geodata.errors import NotFound
from geodata.rules.levels import Level
from geodata.rules.periods import Period
from geodata.sql import rows

from .local_days import midnight


@dataclass(frozen=True)
class AreaFamily:
    """An area, the way down to it, the areas directly below, and the ids of all it contains (itself too).

    Without an area of its own the children are the outermost areas. whole: everything counts, events outside
    every area too; alone: nothing lies beside it, so there is no step above the trail.
    """

    own: dict[str, Any] | None
    trail: tuple[dict[str, Any], ...] = ()
    children: tuple[dict[str, Any], ...] = ()
    ids: tuple[int, ...] = ()
    whole: bool = True
    alone: bool = True


def area_family(code: str, today: date) -> AreaFamily:
    """The family of the area with a code (1 statement); an unknown code is NotFound.

    An empty code gives the only district, or a family of all outermost areas where there are more or others.
    """
    found = rows("list_area_family", code=code, today=today) if code.isdigit() or not code else []
    by_relation: dict[str, list[dict[str, Any]]] = {}
    for row in found:
        by_relation.setdefault(row.pop("relation"), []).append(row)
    own = by_relation.get("self", [None])[0]
    if own is None and code:
        raise NotFound(f"没有代码为 {code[:20]} 的现行区域。", f"No area in force has the code {code[:20]}.")
    if own is None:
        return AreaFamily(None, children=tuple(by_relation.get("child", ())))
    above = sorted(by_relation.get("above", []), key=lambda row: len(row["code"]))
    children = tuple(by_relation.get("child", ()))
    inside = (own, *children, *by_relation.get("below", ()))
    alone = "other" not in by_relation
    whole = alone and own["level"] == Level.DISTRICT
    return AreaFamily(own, (*above, own), children, tuple(row["id"] for row in inside), whole, alone)


@dataclass(frozen=True)
class Scope:
    """The bound values every statement of the wall screen shares; data_last is the day the data reaches."""

    now: datetime
    period: Period
    data_last: date
    area: AreaFamily
    category_ids: tuple[int, ...] | None = None

    @property
    def today(self) -> date:
        """The local day of `now`."""
        return timezone.localdate(self.now)

    def values(self) -> dict[str, Any]:
        """Names and values for binding; area_ids is None for the whole database."""
        day_start = midnight(self.today)
        return {
            "now": self.now,
            "today": self.today,
            "day_start": day_start,
            "month_start": day_start - timedelta(days=30),
            "yesterday_now": self.now - timedelta(days=1),
            "before_start": midnight(self.period.first - timedelta(days=self.period.days)),
            "week_ago_start": day_start - timedelta(days=7),
            "week_ago_now": self.now - timedelta(days=7),
            "starts_at": midnight(self.period.first),
            "ends_at": midnight(self.period.last + timedelta(days=1)),
            "area_ids": None if self.area.whole else list(self.area.ids),
            "area_id": self.area.own["id"] if self.area.own else None,
            "child_ids": [child["id"] for child in self.area.children],
            "category_ids": None if self.category_ids is None else list(self.category_ids),
        }
