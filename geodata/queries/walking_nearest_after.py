"""The nearest point of a kind from a place, as things are and as a what-if leaves them: for planners and operators."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geodata.analysis.walking_path import walk_path
from geodata.analysis.walking_places import to_lonlat, to_metres
from geodata.analysis.walking_search import arrivals, walk_from
from geodata.analysis.walking_snap import Snaps, join_snaps
from geodata.queries.nearby import SLOWEST_TIMES
from geodata.queries.service_points import service_points
from geodata.queries.walking import walk_near
from geodata.queries.walking_change import Ground, WhatIf, closed_rows, ground_of
from geodata.rules.viewer import Viewer
from geodata.rules.walking import LONGEST_WALK_MINUTES, Pace

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class NearestPoint:
    """A present point by its names, or the row of a place that opens; metres, seconds by pace, the way in degrees."""

    name: str
    name_en: str
    opened: int | None
    metres: float
    seconds: dict[Pace, float]
    path: list[list[float]]


@dataclass(frozen=True)
class _Candidates:
    """Where walks may end: snaps and metres of MEASURE; point: ids, -1 for places that open, in their order last."""

    snaps: Snaps
    xy: Floats
    point: NDArray[np.int64]


def nearest_after(
    viewer: Viewer, asked: WhatIf, lonlat: tuple[float, float], pace: Pace
) -> tuple[NearestPoint | None, NearestPoint | None]:
    """The nearest point now and after the change, None where none is reached (at most 4 statements while nothing changed).

    Raises NotFound for a point that is not of the kind, or where there is no network.
    """
    ground = ground_of(viewer, asked.kind, "")
    keep = np.ones(len(ground.rows), bool)
    keep[list(closed_rows(ground, asked))] = False
    xy = to_metres(np.array([lonlat]))[0]
    now = _nearest(ground, _candidates(ground, ground.rows, ()), xy, pace)
    return now, _nearest(ground, _candidates(ground, ground.rows[keep], asked.open), xy, pace)


def _candidates(
    ground: Ground, rows: NDArray[np.int64], opened: tuple[tuple[float, float], ...]
) -> _Candidates:
    new = to_metres(np.array(opened).reshape(-1, 2))
    present, more = ground.points.snaps.take(rows), ground.walking.snapper.snap(new)
    ids = np.concatenate([ground.points.id[rows], np.full(len(new), -1, np.int64)])
    return _Candidates(join_snaps(present, more), np.vstack([ground.points.xy[rows], new]), ids)


def _nearest(ground: Ground, to: _Candidates, xy: Floats, pace: Pace) -> NearestPoint | None:
    walk = walk_near(ground.walking, xy, pace, LONGEST_WALK_MINUTES * 60.0)
    if walk is None or not len(to.point):
        return None
    found = arrivals(walk, to.snaps)
    row = int(np.argmin(found.seconds))
    if not np.isfinite(found.seconds[row]):
        return None
    one = to.snaps.take(np.array([row]))
    limit_s = SLOWEST_TIMES * float(found.seconds[row])
    seconds = {
        other: float(arrivals(walk_from(net, walk.place, limit_s), one).seconds[0])
        for other, net in ground.walking.paced.items()
    }
    path = to_lonlat(walk_path(walk, found, to.snaps, row, ends=(xy, to.xy[row])))
    return NearestPoint(*_named(to, row), float(found.metres[row]), seconds, path)


def _named(to: _Candidates, row: int) -> tuple[str, str, int | None]:
    """Names of a present point, or the row among the places that open."""
    if to.point[row] < 0:
        return "", "", row - int((to.point >= 0).sum())
    (card,) = service_points([int(to.point[row])])
    return card.name, card.name_en, None
