"""What hot spots, warnings and rankings are made from: events, inhabited places and grids, as arrays."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import numpy as np
import shapely
from django.conf import settings
from django.utils import timezone
from numpy.typing import NDArray

from geodata.analysis.cells import Box, Flags, Floats, Integers, study_bounds
from geodata.models import DataVersion, Event, EventCategory
from geodata.rules.category_tree import line_above
from geodata.rules.heat_limits import HISTORY_DAYS
from geodata.rules.periods import opening_period
from geodata.sql import numbers, rows

from .local_days import midnight

_1970 = date(1970, 1, 1).toordinal()
# Finer than any cell.
PLACE_M = 50.0
POINTS_AT_A_TIME = 100_000
KINDS = ("events", "buildings", "areas", "grids")


@dataclass(frozen=True)
class KnownEvents:
    """Events in the order of their report: places (n, 2) in metres of MEASURE, local day as ordinal with fraction, category id.

    repeat: whether it repeats an earlier report, as settle_repeats knows.
    grid: number of the grid it lies in (see GridShapes), -1 outside.
    """

    points: Floats
    when: Floats
    category: Integers
    repeat: Flags
    grid: Integers

    @property
    def day(self) -> Integers:
        """Local days as ordinals."""
        return np.floor(self.when).astype(np.int64)

    @property
    def incidents(self) -> "KnownEvents":
        """The first reports only."""
        return self._some(~self.repeat)

    def of(self, category_ids: list[int] | None) -> "KnownEvents":
        """Those of some categories; None keeps all."""
        return self if category_ids is None else self._some(np.isin(self.category, category_ids))

    def between(self, first_day: int, last_day: int) -> "KnownEvents":
        """Those of the days first_day..last_day (ordinals)."""
        return self._some((self.when >= first_day) & (self.when < last_day + 1))

    def _some(self, kept: Flags) -> "KnownEvents":
        return replace(
            self,
            points=self.points[kept],
            when=self.when[kept],
            category=self.category[kept],
            repeat=self.repeat[kept],
            grid=self.grid[kept],
        )


@dataclass(frozen=True)
class GridShapes:
    """The grids in force: ids of their areas, borders in MEASURE, households, all (n,)."""

    area_ids: list[int]
    shapes: NDArray[np.object_]
    households: Integers

    def locate(self, points: Floats) -> Integers:
        """The number of the grid each point (n, 2) lies in, -1 outside; on a common border the first by code."""
        found = np.full(len(points), -1, dtype=np.int64)
        if not self.area_ids:
            return found
        tree = shapely.STRtree(self.shapes)
        # Points as objects take far more room than as numbers.
        for start in range(0, len(points), POINTS_AT_A_TIME):
            some = shapely.points(points[start : start + POINTS_AT_A_TIME])
            point, grid = tree.query(some, predicate="intersects")
            order = np.argsort(-grid, kind="stable")
            found[start + point[order]] = grid[order]
        return found


def last_whole_day(as_of: datetime) -> date | None:
    """The last local day that was over at a moment, or the data's own last day when it is old; None without events."""
    newest = (
        Event.objects.filter(reported_at__lt=as_of)
        .order_by("-reported_at")
        .values_list("reported_at")
        .first()
    )
    if newest is None:
        return None
    yesterday = timezone.localdate(as_of) - timedelta(days=1)
    return opening_period(timezone.localdate(newest[0]), yesterday).last


def known_events(last_day: date, grids: GridShapes) -> KnownEvents:
    """The events of HISTORY_DAYS up to a local day, repeats as they are settled (1 statement, in a transaction)."""
    starts_at, ends_at = (midnight(last_day + timedelta(days=n)) for n in (1 - HISTORY_DAYS, 1))
    read = numbers("read_event_numbers", starts_at=starts_at, ends_at=ends_at, zone=settings.TIME_ZONE)
    if not read.size:
        read = np.empty((0, 5))
    points, when = read[:, :2], read[:, 2] + _1970
    category, repeat = read[:, 3].astype(np.int64), read[:, 4] == 1
    return KnownEvents(points, when, category, repeat, grids.locate(points))


def inhabited_places() -> Floats | None:
    """Where people live, (n, 2) metres of MEASURE; None where no building is known (1 statement, in a transaction)."""
    found = numbers("read_inhabited_places")
    return found if found.size else None


def event_places(events: KnownEvents) -> Floats:
    """Where anything was ever reported, to PLACE_M, (n, 2) metres: stands for where people live when no building is known."""
    return (np.unique(np.floor(events.points / PLACE_M), axis=0) + 0.5) * PLACE_M


def study_bounds_of(events: KnownEvents, inhabited: Floats) -> Box:
    """The box (metres of MEASURE) that is studied; together they must not be empty."""
    return study_bounds(np.concatenate([events.points, inhabited]))


def grid_shapes(day: date) -> GridShapes:
    """The grids in force on a day (1 statement)."""
    found = rows("list_grid_shapes", today=day)
    shapes = shapely.from_wkb([bytes(row["shape"]) for row in found])
    households = np.array([row["households"] for row in found], dtype=np.int64)
    return GridShapes([row["area_id"] for row in found], np.asarray(shapes, dtype=object), households)


def category_scopes() -> dict[int | None, list[int] | None]:
    """Category → ids counted with it: None for all events, each category with those below it (1 statement)."""
    scopes: dict[int | None, list[int] | None] = {None: None}
    parents = dict(EventCategory.objects.order_by("code").values_list("id", "parent_id"))
    for category in parents:
        scopes[category] = [one for one in parents if category in line_above(one, parents)]
    return scopes


def data_stand() -> str:
    """The data versions that findings are made from, as one word (1 statement)."""
    found = DataVersion.objects.filter(kind__in=KINDS).order_by("kind").values_list("kind", "version")
    return " ".join(f"{kind}:{version}" for kind, version in found)
