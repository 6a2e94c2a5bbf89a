"""The care page of roles that see counts by grid or community."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from geodata.errors import NotFound
from geodata.queries.areas import area_outline
from geodata.queries.care import (
    CareArea,
    VisitCounts,
    care_areas,
    care_days,
    care_subdistricts,
    care_workers,
    sum_counts,
)
from geodata.rules.care_capacity import day_balances
from geodata.rules.viewer import Viewer
from geodata.rules.work_calendar import china

from .care_chart import capacity_chart
from .care_words import LevelLine, capacity_basis, capacity_head, level_lines
from .opening_text import weekday
from .point_cards import english

# Working days of the capacity chart; the longest run of days off between them is a week and a half.
CHART_DAYS = 5
LOOK_AHEAD = timedelta(days=20)
LONG_NAME = re.compile(r"(.+?)(?:社区|村)第(.+)网格")
ENGLISH_MIDDLE = re.compile(r" (?:Community|Village) Grid ")


@dataclass(frozen=True)
class AreaRow:
    """An area as the map and the table show it; worst is the worst level that occurs."""

    uuid: str
    code: str
    name: str
    label: str
    counts: VisitCounts
    lines: list[LevelLine]
    workers: int
    lon: float
    lat: float

    @property
    def worst(self) -> LevelLine | None:
        """The line of the worst lateness; None when nothing is late."""
        return next((line for line in self.lines if line.key != "due" and line.count), None)


@dataclass(frozen=True)
class Choice:
    """A subdistrict to look at, with how many people are late in it."""

    code: str
    name: str
    late: int


def counts_context(viewer: Viewer, now: datetime, area: str, chosen: str) -> dict[str, Any]:
    """Everything the page shows; area: subdistrict code or empty, chosen: uuid of a row or empty."""
    subdistricts = care_subdistricts(viewer, now)
    within = _within(subdistricts, area)
    rows = [_row(found) for found in care_areas(viewer, now, within.code if within else None)]
    total = sum_counts(row.counts for row in rows)
    outline = area_outline(within.code, now.date()) if within else None
    return {
        "choices": [Choice(one.code, _name(one), one.counts.late) for one in subdistricts],
        "within": within,
        "within_name": _name(within) if within else "",
        "rows": rows,
        "sum": total,
        "sum_lines": level_lines(total),
        "soon_line": level_lines(total, "due_soon")[0],
        "selected": _selected(rows, chosen),
        "outlines": [outline.geometry] if outline else [],
        **_capacity(viewer, now, within.code if within else None, total.late),
    }


def _within(subdistricts: list[CareArea], area: str) -> CareArea | None:
    """The asked subdistrict, else the one with most people late; a foreign code is not found."""
    if area:
        found = next((one for one in subdistricts if one.code == area), None)
        if found is None:
            raise NotFound("没有这个街道，或者您不能查看。", "No such subdistrict, or you may not see it.")
        return found
    return max(subdistricts, key=lambda one: one.counts.late, default=None)


def _selected(rows: list[AreaRow], chosen: str) -> AreaRow | None:
    """The chosen row, else the worst one; a foreign uuid is not found."""
    if chosen:
        found = next((row for row in rows if row.uuid == chosen), None)
        if found is None:
            raise NotFound("没有这个网格，或者您不能查看。", "No such grid, or you may not see it.")
        return found
    return max(rows, key=lambda row: (row.counts.red, row.counts.yellow, row.counts.blue), default=None)


def _row(area: CareArea) -> AreaRow:
    return AreaRow(
        uuid=area.uuid,
        code=area.code,
        name=_name(area),
        label=short_label(_name(area)),
        counts=area.counts,
        lines=level_lines(area.counts),
        workers=area.workers,
        lon=area.lon,
        lat=area.lat,
    )


def _name(area: CareArea) -> str:
    return area.name_en if english() and area.name_en else area.name


def short_label(name: str) -> str:
    """A name short enough for the map, e.g. `柳岸·三` for 柳岸社区第三网格.

    >>> short_label("柳岸社区第三网格"), short_label("柳岸社区"), short_label("Liu'an Community Grid 3")
    ('柳岸·三', '柳岸社区', "Liu'an 3")
    """
    found = LONG_NAME.fullmatch(name)
    return f"{found[1]}·{found[2]}" if found else ENGLISH_MIDDLE.sub(" ", name)


def _capacity(viewer: Viewer, now: datetime, within: str | None, late: int) -> dict[str, Any]:
    """The capacity sentence and chart of the next working days."""
    today = now.date()
    workers = care_workers(viewer, within)
    visits = care_days(viewer, today, today + LOOK_AHEAD, within)
    balances = day_balances(visits, late, workers, today, china(), days=CHART_DAYS)
    tightest = max(balances, key=lambda balance: balance.needed - balance.high)
    day = _("今天") if tightest.day == today else weekday(tightest.day)
    return {
        "workers": workers,
        "capacity_head": capacity_head(tightest, day),
        "capacity_day": tightest,
        "capacity_basis": capacity_basis(workers),
        "chart": capacity_chart(balances, today),
    }
