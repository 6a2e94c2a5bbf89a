"""What is wrong with single polygons: spikes, corners given twice, thin or tiny shapes, the same shape again.

Arrays of polygons or multipolygons (n,) in metres of a measuring CRS go in; positions and measures come out.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from .coverage import LEAST_M2, Geometries
from .ring_corners import Corners, corners_of

# A corner is a spike where the border goes out and comes back inside this angle and this width: a slip of the pen.
SPIKE_DEGREES = 1.0
SPIKE_WIDTH_M = 0.1
# A polygon narrower than this on average is no building and no district.
SLIVER_WIDTH_M = 1.0
_REASON = re.compile(r"^(?P<what>[^\[]+)\[(?P<x>\S+) (?P<y>[^\s\]]+)\]$")


@dataclass(frozen=True)
class Invalid:
    """Why a polygon (position) is not valid, in the words of GEOS, and where."""

    position: int
    what: str
    place: shapely.Point | None


@dataclass(frozen=True)
class Spikes:
    """The spikes of a polygon (position): how many, and the longest one's length and width (m) and tip."""

    position: int
    count: int
    length_m: float
    width_m: float
    place: shapely.Point


def find_invalid(polygons: Geometries) -> list[Invalid]:
    """The polygons (n,) that are not valid; any CRS, place in the same. None ones are left out.

    >>> find_invalid(np.array([shapely.Polygon([(0, 0), (2, 2), (2, 0), (0, 2)])]))
    [Invalid(position=0, what='Self-intersection', place=<POINT (1 1)>)]

    Source: OGC Simple Features validity as GEOS tells it.
    """
    wrong = np.flatnonzero(~shapely.is_valid(polygons) & ~shapely.is_missing(polygons))
    return [_reason(int(place), shapely.is_valid_reason(polygons[place])) for place in wrong]


def _reason(position: int, told: str) -> Invalid:
    match = _REASON.match(told)
    if match is None:
        return Invalid(position, told, None)
    return Invalid(position, match["what"], shapely.Point(float(match["x"]), float(match["y"])))


def is_spike(corners: Corners) -> NDArray[np.bool_]:
    """Whether each corner (c,) looks like the tip of a spike, taken by itself.

    >>> is_spike(corners_of(np.array([shapely.Polygon([(0, 0), (9, 0), (60, 0.01), (9, 0.02), (0, 9)])]))).sum()
    np.int64(1)
    """
    length, width, degrees = _opening(corners)
    return (length > 0) & (width <= SPIKE_WIDTH_M) & (degrees <= SPIKE_DEGREES)


def shared_tips(corners: Corners) -> NDArray[np.bool_]:
    """Whether each corner (c,) looks like a spike but is a corner of another polygon too: a border, no slip.

    >>> one, two = [(9, 0), (60, 0.01), (9, 0.02), (0, 9)], [(60, 0.01), (70, 0), (70, 9)]
    >>> int(shared_tips(corners_of(np.array([shapely.Polygon(one), shapely.Polygon(two)]))).sum())
    1
    """
    tips = np.flatnonzero(is_spike(corners))
    result = np.zeros(len(corners.at), dtype=bool)
    if not len(tips):
        return result
    owners: dict[tuple[float, float], set[int]] = {tuple(corners.at[tip]): set() for tip in tips}
    near = np.isin(corners.at[:, 0], corners.at[tips, 0]) & np.isin(corners.at[:, 1], corners.at[tips, 1])
    for place in np.flatnonzero(near):
        if tuple(corners.at[place]) in owners:
            owners[tuple(corners.at[place])].add(int(corners.owner[place]))
    result[tips] = [len(owners[tuple(corners.at[tip])]) > 1 for tip in tips]
    return result


def _opening(corners: Corners) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """For each corner the shorter leg (m), its distance from the longer one (m), and the angle (degrees)."""
    one, two = corners.before - corners.at, corners.after - corners.at
    cross = np.abs(one[:, 0] * two[:, 1] - one[:, 1] * two[:, 0])
    lengths = np.hypot(*one.T), np.hypot(*two.T)
    longer = np.maximum(*lengths)
    width = np.divide(cross, longer, out=np.zeros_like(cross), where=longer > 0)
    degrees = np.degrees(np.arctan2(cross, (one * two).sum(axis=1)))
    return np.minimum(*lengths), width, degrees


def find_spikes(polygons: Geometries) -> list[Spikes]:
    """The polygons (n,) with corners that go out and come back inside SPIKE_DEGREES and SPIKE_WIDTH_M.

    A tip that is another polygon's corner too lies on a border between them and is none.

    >>> needle = shapely.Polygon([(0, 0), (10, 0), (10, 5), (60, 5.01), (10, 5.02), (10, 10), (0, 10)])
    >>> (found,) = find_spikes(np.array([needle]))
    >>> found.count, round(found.length_m), round(found.width_m, 2), found.place
    (1, 50, 0.02, <POINT (60 5.01)>)
    """
    corners = corners_of(polygons)
    tips = np.flatnonzero(is_spike(corners) & ~shared_tips(corners))
    length, width, _ = _opening(corners)
    found = []
    for position in np.unique(corners.owner[tips]):
        mine = tips[corners.owner[tips] == position]
        most = mine[int(np.argmax(length[mine]))]
        found.append(
            Spikes(
                int(position),
                len(mine),
                float(length[most]),
                float(width[most]),
                shapely.Point(corners.at[most]),
            )
        )
    return found


def count_repeated(polygons: Geometries) -> NDArray[np.int64]:
    """For each polygon (n,) how many corners are the same as the one before.

    >>> count_repeated(np.array([shapely.Polygon([(0, 0), (1, 0), (1, 0), (1, 1)])])).tolist()
    [1]
    """
    corners = corners_of(polygons)
    same = (corners.at == corners.after).all(axis=1)
    return np.bincount(corners.owner[same], minlength=len(polygons))


def find_twins(shapes: Geometries) -> list[tuple[int, int]]:
    """Positions of shapes (n,) that are the same as an earlier one, and the position of the first of them.

    Exact corners, in whatever order they were drawn; None and empty ones have no twins.

    >>> find_twins(shapely.box([0, 5, 0], [0, 5, 0], [1, 6, 1], [1, 6, 1]))
    [(2, 0)]
    """
    there = np.flatnonzero(~(shapely.is_missing(shapes) | shapely.is_empty(shapes)))
    texts: Sequence[bytes] = shapely.to_wkb(shapely.normalize(shapes[there]))
    first: dict[bytes, int] = {}
    found = []
    for place, text in zip(there.tolist(), texts, strict=True):
        if first.setdefault(text, place) != place:
            found.append((place, first[text]))
    return found


def mean_width(polygons: Geometries) -> NDArray[np.float64]:
    """The width (m) of the rectangle with each polygon's area and length of border, nan where there is none.

    >>> mean_width(np.array([shapely.box(0, 0, 100, 0.5)])).round(3).tolist()
    [0.5]

    Source: the sides of a rectangle of area A and perimeter P are the roots of x² - P/2 x + A.
    """
    half, area = shapely.length(polygons) / 2, shapely.area(polygons)
    return (half - np.sqrt(np.maximum(half * half - 4 * area, 0))) / 2


def is_sliver(polygons: Geometries) -> NDArray[np.bool_]:
    """Whether each polygon (n,) is narrower than SLIVER_WIDTH_M and more than ten times as long as wide.

    >>> is_sliver(shapely.box([0, 0], [0, 0], [100, 0.9], [0.5, 0.9])).tolist()
    [True, False]
    """
    width = mean_width(polygons)
    return (width < SLIVER_WIDTH_M) & (shapely.area(polygons) > 10 * width * width)


def count_tiny_parts(polygons: Geometries) -> NDArray[np.int64]:
    """For each multipolygon (n,) how many of several parts are below LEAST_M2.

    >>> both = shapely.MultiPolygon([shapely.box(0, 0, 9, 9), shapely.box(20, 0, 20.1, 0.1)])
    >>> count_tiny_parts(np.array([both])).tolist()
    [1]
    """
    parts, owner = shapely.get_parts(polygons, return_index=True)
    several = shapely.get_num_geometries(polygons)[owner] > 1
    return np.bincount(owner[several & (shapely.area(parts) < LEAST_M2)], minlength=len(polygons))
