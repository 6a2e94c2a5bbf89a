"""The borders between polygons of a coverage: who shares how many metres with whom."""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from .block_graph import Floats, Ints


@dataclass(frozen=True)
class SharedBorders:
    """one < other: (m,) positions of two polygons that share edges; length_m: (m,) how much, in the polygons' unit."""

    one: Ints
    other: Ints
    length_m: Floats


@dataclass(frozen=True)
class Segments:
    """Straight pieces of outlines: owner (s,) the polygon; low, high (s, 2) the ends in ascending order."""

    owner: Ints
    low: Floats
    high: Floats


def outline_segments(polygons: NDArray[np.object_]) -> Segments:
    """Every straight piece of every ring of the polygons or multipolygons (n,)."""
    parts, of_part = shapely.get_parts(polygons, return_index=True)
    rings, of_ring = shapely.get_rings(parts, return_index=True)
    points, ring = shapely.get_coordinates(rings, return_index=True)
    goes_on = ring[:-1] == ring[1:]
    start, end = points[:-1][goes_on], points[1:][goes_on]
    turned = (start[:, 0] > end[:, 0]) | ((start[:, 0] == end[:, 0]) & (start[:, 1] > end[:, 1]))
    low = np.where(turned[:, None], end, start)
    high = np.where(turned[:, None], start, end)
    return Segments(of_part[of_ring[ring[:-1][goes_on]]].astype(np.int64), low, high)


def shared_borders(polygons: NDArray[np.object_]) -> SharedBorders:
    """The borders of a valid coverage (n,): neighbours have the same vertices along what they share.

    >>> squares = np.array([shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1), shapely.box(2, 1, 3, 2)])
    >>> found = shared_borders(squares)
    >>> found.one.tolist(), found.other.tolist(), found.length_m.tolist()
    ([0], [1], [1.0])
    """
    found = shared_segments(polygons)
    pair, place = np.unique(found.one * len(polygons) + found.other, return_inverse=True)
    shared = np.bincount(place, found.length_m, len(pair)).astype(np.float64)
    return SharedBorders(pair // len(polygons), pair % len(polygons), shared)


@dataclass(frozen=True)
class SharedSegments:
    """Straight pieces (s,) two polygons share: one < other, the ends low and high (s, 2)."""

    one: Ints
    other: Ints
    low: Floats
    high: Floats

    @property
    def length_m(self) -> Floats:
        """(s,) Their lengths."""
        return np.asarray(np.hypot(*(self.high - self.low).T), dtype=np.float64)


def shared_segments(polygons: NDArray[np.object_]) -> SharedSegments:
    """The straight pieces two polygons of a valid coverage (n,) share."""
    found = outline_segments(polygons)
    # Adding zero makes −0.0 and 0.0 the same.
    ends = np.hstack([found.low, found.high]) + 0.0
    order = np.lexsort((found.owner, *ends.T[::-1]))
    ends, owner = ends[order], found.owner[order]
    twin = np.flatnonzero((ends[1:] == ends[:-1]).all(axis=1) & (owner[1:] != owner[:-1]))
    return SharedSegments(owner[twin], owner[twin + 1], ends[twin, :2], ends[twin, 2:])
