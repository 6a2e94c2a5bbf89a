"""The faces into which the borders of polygons cut the ground, who covers each and what lies beside it."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from .coverage import Geometries

# Crossing points of borders are put on this grid (metres): far finer than 1 mm², coarse enough to be exact.
_GRID_DIGITS = 6
GRID_M = 10.0**-_GRID_DIGITS


@dataclass
class Arrangement:
    """Faces (f,) that together are every bounded place the borders enclose, each without any border inside.

    area (f,) in m²; owners: for each face the positions of the polygons that cover it; left, right, border: pairs of
    faces (b,) and the length (m) of the border between them, each pair in both directions, ordered by left.
    """

    face: Geometries
    area: NDArray[np.float64]
    owners: list[frozenset[int]]
    left: NDArray[np.int64]
    right: NDArray[np.int64]
    border: NDArray[np.float64]

    def neighbours(self, face: int) -> Iterator[tuple[int, float]]:
        """The faces beside a face and the length (m) of the common border."""
        start, end = np.searchsorted(self.left, [face, face + 1])
        for place in range(start, end):
            yield int(self.right[place]), float(self.border[place])


def on_grid(shapes: Geometries) -> Geometries:
    """Copies of shapes (n,) with every corner on the grid: equal corners stay equal, so common borders stay common.

    Each corner is moved for itself. Snapping shape by shape (shapely.set_precision) would add corners to one border
    and not to its neighbour's.

    >>> on_grid(np.array([shapely.Point(0.1234567, 2)]))[0]
    <POINT (0.123 2)>
    """
    places = shapely.get_coordinates(shapes)
    return shapely.set_coordinates(np.array(shapes, dtype=object), places.round(_GRID_DIGITS))


def arrange(polygons: Geometries) -> Arrangement:
    """The faces of valid polygons (n,) in metres.

    >>> found = arrange(shapely.box([0, 9], [0, 0], [10, 20], [10, 10]))
    >>> sorted((float(area), sorted(who)) for area, who in zip(found.area, found.owners))
    [(10.0, [0, 1]), (90.0, [0]), (100.0, [1])]

    Source: noding with snap rounding and polygonization as in the overlay of polygonal coverages (GEOS OverlayNG).
    """
    lines = shapely.union_all(shapely.boundary(polygons), grid_size=GRID_M)
    face = shapely.get_parts(shapely.polygonize([lines]))
    inside = shapely.point_on_surface(face)
    polygon, covered = shapely.STRtree(inside).query(polygons, predicate="intersects")
    owners: list[set[int]] = [set() for _ in face]
    for one, place in zip(polygon, covered, strict=True):
        owners[place].add(int(one))
    left, right, border = _borders(face)
    return Arrangement(face, shapely.area(face), [frozenset(who) for who in owners], left, right, border)


def _borders(face: Geometries) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Pairs of faces with a common border and its length; corners of faces are exact, so equal edges are equal."""
    rings, owner = shapely.get_parts(shapely.boundary(face), return_index=True)
    corners, ring = shapely.get_coordinates(rings, return_index=True)
    if not len(corners):
        return np.array([], dtype=np.int64), np.array([], dtype=np.int64), np.array([])
    edge = np.flatnonzero(ring[:-1] == ring[1:])
    start, end = corners[edge], corners[edge + 1]
    swap = (start[:, 0] > end[:, 0]) | ((start[:, 0] == end[:, 0]) & (start[:, 1] > end[:, 1]))
    ordered = np.where(swap[:, None], np.hstack([end, start]), np.hstack([start, end]))
    order = np.lexsort(ordered.T)
    twice = np.flatnonzero((ordered[order[:-1]] == ordered[order[1:]]).all(axis=1))
    one, other = owner[ring[edge[order[twice]]]], owner[ring[edge[order[twice + 1]]]]
    length = np.hypot(*(end - start)[order[twice]].T)
    both = np.stack([np.concatenate([one, other]), np.concatenate([other, one])], axis=1)
    pairs, index = np.unique(both, axis=0, return_inverse=True)
    total = np.bincount(index.ravel(), np.tile(length, 2), minlength=len(pairs)).astype(np.float64)
    return pairs[:, 0], pairs[:, 1], total
