"""Events in cells of web tiles: playback and the comparison of two periods."""

from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil, floor

import numpy as np
from django.conf import settings

from geodata.analysis.cells import Box, Floats, Integers
from geodata.analysis.period_comparison import Comparison, compare_periods
from geodata.analysis.playback import Frames, Happened, Step, make_frames
from geodata.analysis.web_cells import (
    WORLD_M,
    DayCounts,
    PlacedHours,
    cell_km2,
    cell_side,
    numbered_cells,
    unpack_cells,
)
from geodata.sql import rows

from .event_filters import EventFilters
from .heat_counts import day_counts, knows

_DAY_ZERO = date(1900, 1, 1).toordinal()
# The cells are those of the kept counts, some 280 m of ground, however close the map is.
CELL_ZOOM = 17


@dataclass(frozen=True)
class Cells:
    """Cells of CELL_ZOOM: columns, rows and ground (km²), all (cells,)."""

    x: Integers
    y: Integers
    km2: Floats


@dataclass(frozen=True)
class Playback:
    """Frames with their cells."""

    cells: Cells
    frames: Frames


@dataclass(frozen=True)
class CellChange:
    """Counts of two periods in the cells that have any in either, and what may be said of them."""

    cells: Cells
    before: Integers
    after: Integers
    comparison: Comparison


def whole_cells(box: Box) -> Box:
    """The box (EPSG:3857 metres) widened to whole cells, so that no cell is counted in part."""
    side, half = cell_side(CELL_ZOOM), WORLD_M / 2
    west, south = (floor((value + half) / side) * side - half for value in box[:2])
    east, north = (ceil((value + half) / side) * side - half for value in box[2:])
    return west, south, east, north


def placed_hours(filters: EventFilters, box: Box | None = None) -> PlacedHours:
    """When and in which cells the filtered events happened (1 statement)."""
    whole = whole_cells(box) if box else (None,) * 4
    corners = dict(zip(("west", "south", "east", "north"), whole, strict=True))
    zone = settings.TIME_ZONE
    (row,) = rows("pack_event_cells", cell_m=cell_side(CELL_ZOOM), zone=zone, **corners, **filters.values())
    return unpack_cells(bytes(row["packed"] or b""))


def heat_frames(filters: EventFilters, step: Step, box: Box | None = None) -> Playback:
    """The playback of the filtered events (1 statement); days are ordinals."""
    if step is not Step.HOUR and knows(filters):
        kept = _within(day_counts(filters, each_day=True), box)
        x, y, number = numbered_cells(kept.x, kept.y)
        day = kept.day + _DAY_ZERO
        happened = Happened(day, np.zeros_like(day), number, x.size, kept.events)
    else:
        placed = placed_hours(filters, box)
        x, y, number = numbered_cells(placed.x, placed.y)
        happened = Happened(placed.hour // 24 + _DAY_ZERO, placed.hour % 24, number, x.size)
    frames = make_frames(happened, (filters.first.toordinal(), filters.last.toordinal()), step)
    return Playback(Cells(x, y, cell_km2(y, CELL_ZOOM)), frames)


def heat_change(before: EventFilters, after: EventFilters, box: Box | None = None) -> CellChange:
    """The cells of two periods (2 statements)."""
    (x1, y1, n1), (x2, y2, n2) = (_cell_sums(one, box) for one in (before, after))
    x, y, number = numbered_cells(np.concatenate([x1, x2]), np.concatenate([y1, y2]))
    counts = [
        np.bincount(part, weights=n, minlength=x.size).astype(np.int64)
        for part, n in zip(np.split(number, [x1.size]), (n1, n2), strict=True)
    ]
    found = compare_periods(counts[0], counts[1], (before.days, after.days))
    return CellChange(Cells(x, y, cell_km2(y, CELL_ZOOM)), counts[0], counts[1], found)


def _cell_sums(filters: EventFilters, box: Box | None) -> tuple[Integers, Integers, Integers]:
    """Column, row and number of events of the cells (1 statement); a cell may come more than once."""
    if knows(filters):
        kept = _within(day_counts(filters, each_day=False), box)
        return kept.x, kept.y, kept.events
    placed = placed_hours(filters, box)
    return placed.x, placed.y, np.ones_like(placed.x)


def _within(counts: DayCounts, box: Box | None) -> DayCounts:
    """The counts of cells that a box reaches into, as whole_cells widens it."""
    if box is None:
        return counts
    side, half = cell_side(CELL_ZOOM), WORLD_M / 2
    west, south, east, north = whole_cells(box)
    middle = (counts.x + 0.5) * side - half, half - (counts.y + 0.5) * side
    inside = (middle[0] > west) & (middle[0] < east) & (middle[1] > south) & (middle[1] < north)
    return DayCounts(counts.x[inside], counts.y[inside], counts.day[inside], counts.events[inside])


def earlier(filters: EventFilters, wanted: str) -> EventFilters:
    """The same of the days just before (wanted "before") or of the same days a year earlier ("year_ago")."""
    if wanted == "before":
        length = timedelta(days=filters.days)
        return filters.over(filters.first - length, filters.last - length)
    # 52 weeks: the days of the week stay the same.
    year = timedelta(days=364)
    return filters.over(filters.first - year, filters.last - year)
