"""How closely a file lies on the loaded ground under each reading of its coordinates, and whether one is clearly right.

Distances are measured in MEASURE from a sample of the file's places to the nearest border, road and building. A wrong
datum does not lie exactly its shift away, since something else is always near: what tells is that one reading is much
closer than every other, on enough places, in more of them than chance would have it.
"""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from geodata.queries.reference_ground import REACH_M, ReferenceGround

from .coordinates import Pairs, Reference, to_lonlat, to_measure

FIT_PLACES = 200
# Fewer places than this prove nothing.
FEWEST_PLACES = 12
# A file that lies on the ground lies this close to it (median), and this many times closer than under other readings.
CLOSE_M = 30.0
TIMES_CLOSER = 2.0
_AT_LEAST_CLOSER_M = 3.0
# Where only a part of the file follows what is loaded: places this near count as lying on it.
ON_IT_M = 10.0
_FEWEST_ON_IT = 15
_TIMES_MORE_ON_IT = 3.0
# Standard deviations of a fair coin that chance hardly reaches.
_SIGMAS = 3.0
# Readings that put every place within this of another are the same one.
_SAME_M = 0.5
KINDS = {"borders": ("界线", "borders"), "roads": ("道路", "roads"), "buildings": ("楼栋", "buildings")}


@dataclass(frozen=True)
class Verdict:
    """Of each reading: offset_m, the median distance to the ground (None where nothing is near), and inside, the share
    of places in the district (None without one). best: the clearly right reading, None where none is; likely: one that
    lies much closer than all others, though perhaps not close; kind: what the distances were measured to.
    """

    offset_m: list[float | None]
    inside: list[float | None]
    best: int | None = None
    likely: int | None = None
    kind: str | None = None


@dataclass(frozen=True)
class _Judged:
    """What one kind of ground says: the nearest reading, whether it is much nearer than all others, whether it is near.

    ratio: its distance by that of the next.
    """

    kind: str
    best: int
    offset_m: NDArray[np.float64]
    likely: bool
    close: bool
    ratio: float


def fit_sample(pairs: Pairs) -> Pairs:
    """At most FIT_PLACES of the numbers (n, 2), evenly spread over the file."""
    usable = pairs[np.isfinite(pairs).all(axis=1)]
    return usable[:: max(1, -(-len(usable) // FIT_PLACES))]


def lay_out(pairs: Pairs, readings: list[Reference]) -> NDArray[np.float64]:
    """Where the numbers (n, 2) lie under each reading: (readings, n, 2) in metres of MEASURE, nan where nowhere."""
    return np.array([to_measure(to_lonlat(pairs, known)) for known in readings]).reshape(
        len(readings), len(pairs), 2
    )


def judge(metres: NDArray[np.float64], ground: ReferenceGround) -> Verdict:
    """Which reading lies on the ground; metres (readings, n, 2) as laid out."""
    inside = _inside(metres, ground)
    judged = [
        _judge_kind(kind, metres, _distances(metres, shapes, REACH_M if kind != "borders" else np.inf))
        for kind, shapes in _shapes(ground).items()
        if len(shapes) and metres.shape[1]
    ]
    if not judged:
        return Verdict([None] * len(metres), inside)
    likely = [one for one in judged if one.likely]
    agreed = bool(likely) and all(_same(metres, one.best, likely[0].best) for one in likely)
    said = min(likely if agreed else judged, key=lambda one: (not one.close, one.ratio))
    clear = agreed and said.close
    return Verdict(
        offset_m=[round(float(one), 1) if np.isfinite(one) else None for one in said.offset_m],
        inside=inside,
        best=said.best if clear else None,
        likely=said.best if agreed else None,
        kind=said.kind,
    )


def _shapes(ground: ReferenceGround) -> dict[str, NDArray[np.object_]]:
    return {"borders": ground.borders, "roads": ground.roads, "buildings": ground.buildings}


def _inside(metres: NDArray[np.float64], ground: ReferenceGround) -> list[float | None]:
    if not len(ground.district) or not metres.shape[1]:
        return [None] * len(metres)
    district = shapely.union_all(ground.district)
    shapely.prepare(district)
    within = shapely.contains_xy(district, metres.reshape(-1, 2)).reshape(metres.shape[:2])
    return [float(share) for share in within.mean(axis=1)]


def _distances(metres: NDArray[np.float64], shapes: NDArray[np.object_], most: float) -> NDArray[np.float64]:
    """Metres (readings, n) to the nearest shape, not over `most`; inf where a reading gives no place."""
    flat = metres.reshape(-1, 2)
    found = np.full(len(flat), np.inf)
    usable = np.flatnonzero(np.isfinite(flat).all(axis=1))
    tree = shapely.STRtree(shapes)
    (asked, _), distance = tree.query_nearest(
        shapely.points(flat[usable]), return_distance=True, all_matches=False
    )
    found[usable[asked]] = np.minimum(distance, most)
    return found.reshape(metres.shape[:2])


def _same(metres: NDArray[np.float64], one: int, other: int) -> bool:
    apart = np.hypot(*(metres[one] - metres[other]).T)
    return bool(np.nanmax(apart, initial=0.0) <= _SAME_M)


def _judge_kind(kind: str, metres: NDArray[np.float64], distance: NDArray[np.float64]) -> _Judged:
    """Whether one reading is clearly closer than all that differ from it: as a whole, else in a part of its places."""
    median = np.median(distance, axis=1)
    best = int(np.argmin(median))
    rivals = [i for i in range(len(median)) if not _same(metres, i, best)]
    enough = distance.shape[1] >= FEWEST_PLACES
    close = enough and bool(median[best] <= CLOSE_M)
    if not rivals:
        return _Judged(kind, best, median, close, close, 0.0)
    rival = min(rivals, key=lambda i: median[i])
    likely = enough and _much_closer(distance[best], distance[rival])
    whole = _Judged(kind, best, median, likely, close, median[best] / max(median[rival], 1e-9))
    return whole if likely and close else _judge_part(kind, metres, distance) or whole


def _much_closer(best: NDArray[np.float64], rival: NDArray[np.float64]) -> bool:
    """Whether the places lie much closer under the best reading than under its rival, and most of them so."""
    near, far = np.median(best), np.median(rival)
    wins, losses = int((best < rival).sum()), int((rival < best).sum())
    beyond_chance = wins - losses >= _SIGMAS * np.sqrt(wins + losses)
    return bool(far >= TIMES_CLOSER * near and far >= near + _AT_LEAST_CLOSER_M and beyond_chance)


def _judge_part(kind: str, metres: NDArray[np.float64], distance: NDArray[np.float64]) -> _Judged | None:
    """The reading under which many more places lie on the ground than under any other; None where there is none."""
    on_it = (distance <= ON_IT_M).sum(axis=1)
    best = int(np.argmax(on_it))
    rival = max((on_it[i] for i in range(len(on_it)) if not _same(metres, i, best)), default=0)
    enough = on_it[best] >= _FEWEST_ON_IT and on_it[best] >= _TIMES_MORE_ON_IT * rival
    if not enough or on_it[best] - rival < _SIGMAS * np.sqrt(on_it[best] + rival):
        return None
    part = distance[:, distance[best] <= ON_IT_M]
    return _Judged(kind, best, np.median(part, axis=1), True, True, rival / on_it[best])
