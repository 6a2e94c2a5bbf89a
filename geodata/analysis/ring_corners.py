"""The corners of polygon rings as arrays, each with the corner before and after it."""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from .coverage import Geometries

Places = NDArray[np.float64]


@dataclass(frozen=True)
class Corners:
    """Corners (c, 2) without the closing ones, those before and after on the same ring, and whose they are (c,)."""

    at: Places
    before: Places
    after: Places
    owner: NDArray[np.int64]


def corners_of(polygons: Geometries) -> Corners:
    """All corners of polygons or multipolygons (n,), in order; None and empty ones have none.

    >>> square = corners_of(np.array([shapely.box(0, 0, 1, 1)]))
    >>> square.at.tolist()
    [[1.0, 0.0], [1.0, 1.0], [0.0, 1.0], [0.0, 0.0]]
    >>> square.before[0].tolist(), square.after[3].tolist()
    ([0.0, 0.0], [1.0, 0.0])
    """
    parts, part_owner = shapely.get_parts(polygons, return_index=True)
    rings, ring_part = shapely.get_rings(parts, return_index=True)
    places, ring = shapely.get_coordinates(rings, return_index=True)
    if not len(places):
        nothing = np.empty((0, 2))
        return Corners(nothing, nothing, nothing, np.array([], dtype=np.int64))
    closing = np.append(ring[1:] != ring[:-1], True)
    kept, ring = places[~closing], ring[~closing]
    first = np.flatnonzero(np.append(True, ring[1:] != ring[:-1]))
    last = np.append(first[1:], len(ring)) - 1
    before, after = np.arange(len(ring)) - 1, np.arange(len(ring)) + 1
    before[first], after[last] = last, first
    return Corners(kept, kept[before], kept[after], part_owner[ring_part[ring]])
