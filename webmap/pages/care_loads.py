"""The care page of planners: how many people in care each grid has, from five up, without any state."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from geodata.errors import NotFound
from geodata.queries.areas import AreaName, area_outline, areas_in_force
from geodata.queries.care import PLANNER_MINIMUM, CareLoad, care_loads
from geodata.rules.levels import Level
from geodata.rules.viewer import Viewer

from .care_counts import Choice, short_label
from .point_cards import area_label, english


@dataclass(frozen=True)
class LoadRow:
    """A grid with its load and the people in care per worker on its roll."""

    uuid: str
    code: str
    name: str
    label: str
    total: int
    workers: int
    per_worker: float | None
    lon: float
    lat: float


def loads_context(viewer: Viewer, now: datetime, area: str, chosen: str) -> dict[str, Any]:
    """Everything the page shows; sums are over the shown grids only, so that small ones cannot be worked out."""
    subdistricts = areas_in_force(now.date(), Level.SUBDISTRICT)
    within = _within(subdistricts, area)
    loads, withheld = care_loads(viewer, now, within.code if within else None)
    rows = [_row(load) for load in loads]
    outline = area_outline(within.code, now.date()) if within else None
    return {
        "choices": [Choice(one.code, area_label(one), 0) for one in subdistricts],
        "within": within,
        "within_name": area_label(within),
        "rows": rows,
        "withheld": withheld,
        "minimum": PLANNER_MINIMUM,
        "load_sum": sum(row.total for row in rows),
        "selected": _selected(rows, chosen),
        "outlines": [outline.geometry] if outline else [],
    }


def _within(subdistricts: list[AreaName], area: str) -> AreaName | None:
    if not area:
        return subdistricts[0] if subdistricts else None
    found = next((one for one in subdistricts if one.code == area), None)
    if found is None:
        raise NotFound("没有这个街道，或者您不能查看。", "No such subdistrict, or you may not see it.")
    return found


def _selected(rows: list[LoadRow], chosen: str) -> LoadRow | None:
    """The chosen row, else the one with the highest load; a foreign or withheld uuid is not found."""
    if not chosen:
        return max(rows, key=lambda row: row.total, default=None)
    found = next((row for row in rows if row.uuid == chosen), None)
    if found is None:
        raise NotFound("没有这个网格，或者您不能查看。", "No such grid, or you may not see it.")
    return found


def _row(load: CareLoad) -> LoadRow:
    name = load.name_en if english() and load.name_en else load.name
    return LoadRow(
        uuid=load.uuid,
        code=load.code,
        name=name,
        label=short_label(name),
        total=load.total,
        workers=load.workers,
        per_worker=round(load.total / load.workers, 1) if load.workers else None,
        lon=load.lon,
        lat=load.lat,
    )
