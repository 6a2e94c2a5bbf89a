"""Polygons of loose rings: which ring is an outer border and which a hole is told by what contains what.

The direction of a ring should say it, but writers get it wrong; here it only counts for the notice. Rings inside an
even number of others are borders, the rest are holes of the smallest ring around them (nesting depth).
"""

from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import STRtree

from .notices import Notices

Geometries = NDArray[np.object_]


def nested_polygons(
    coordinates: NDArray[np.float64], lengths: NDArray[np.int64], owner: NDArray[np.int64], notices: Notices
) -> tuple[NDArray[np.int64], Geometries]:
    """Owners (n,) and their polygons or multipolygons (n,), from coordinates (m, 2) of rings (r,) in file order."""
    coordinates, lengths, owner = _without_degenerate(coordinates, lengths, owner, notices)
    if not len(owner):
        return owner, np.empty(0, dtype=object)
    rings = shapely.linearrings(coordinates, indices=np.repeat(np.arange(len(lengths)), lengths))
    left = shapely.is_ccw(rings)
    owners, first, count = np.unique(owner, return_index=True, return_counts=True)
    geometry = np.full(len(owners), None, dtype=object)
    single = count == 1
    geometry[single] = shapely.polygons(rings[first[single]])
    wrong = int(left[first[single]].sum())
    for place in np.flatnonzero(~single):
        mine = slice(first[place], first[place] + count[place])
        geometry[place], mistakes = nest(rings[mine], left[mine])
        wrong += mistakes
    notices.count("ring_orientation", wrong)
    return owners, geometry


def _without_degenerate(coordinates: Any, lengths: Any, owner: Any, notices: Notices) -> tuple[Any, Any, Any]:
    """The rings with at least three corners; open ones are counted (they close when they become rings)."""
    starts = np.cumsum(lengths) - lengths
    filled = lengths > 0
    closed = np.zeros(len(lengths), bool)
    ends = (starts + lengths - 1)[filled]
    closed[filled] = (coordinates[starts[filled]] == coordinates[ends]).all(axis=1)
    good = lengths - closed >= 3
    notices.count("ring_degenerate", (~good).sum())
    notices.count("ring_closed", (good & ~closed).sum())
    return coordinates[np.repeat(good, lengths)], lengths[good], owner[good]


def nest(rings: Geometries, left: NDArray[np.bool_]) -> tuple[Any, int]:
    """The polygon of rings (r,) and how many run the wrong way; left (r,): runs counter-clockwise.

    >>> outer = shapely.linearrings([(0, 0), (0, 9), (9, 9), (9, 0)])
    >>> hole = shapely.linearrings([(2, 2), (2, 4), (4, 4), (4, 2)])
    >>> polygon, wrong = nest(np.array([outer, hole]), np.array([False, False]))
    >>> polygon.area, wrong
    (77.0, 1)
    """
    surfaces = shapely.polygons(rings)
    area = shapely.area(surfaces)
    inner, around = STRtree(surfaces).query(shapely.point_on_surface(surfaces), predicate="within")
    larger = area[around] > area[inner]
    inner, around = inner[larger], around[larger]
    depth = np.bincount(inner, minlength=len(rings))
    is_hole = depth % 2 == 1
    holes: dict[int, list[Any]] = {}
    for ring in np.flatnonzero(is_hole):
        parents = around[(inner == ring) & ~is_hole[around]]
        is_hole[ring] = len(parents) > 0
        if len(parents):
            holes.setdefault(int(parents[np.argmin(area[parents])]), []).append(rings[ring])
    parts = [shapely.polygons(rings[one], holes=holes.get(int(one))) for one in np.flatnonzero(~is_hole)]
    whole = parts[0] if len(parts) == 1 else shapely.multipolygons(parts)
    return whole, int((left != is_hole).sum())
