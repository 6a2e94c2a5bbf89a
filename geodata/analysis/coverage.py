"""Where polygons that should cover a place without gaps or overlaps fail to, measured in m².

Arrays of polygons in and plain rows out; coordinates are metres in a measuring CRS.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import shapely
from numpy.typing import NDArray

# Smaller faults come from rounding and are only counted and summed.
LEAST_M2 = 0.1
# An enclosed void narrower than this is a gap; a wider one may be meant (a lake, an exclave).
GAP_WIDTH_M = 10.0
# A child that lies in a neighbour of its parent with more of its area than this crosses the line.
CROSSING_SHARE = 0.001

# Coordinates nearer than this are one place: far below what anyone measures, above what rounding leaves.
SAME_PLACE_M = 1e-5
# The circle inside a void comes out smaller than the true one by up to this; where that decides between a gap and a
# void, it is found closely (which takes minutes for thousands of long thin gaps).
_WIDTH_TOLERANCE_M = 0.1
_CLOSE_TOLERANCE_M = 0.002

Geometries = NDArray[np.object_]


def _inside_largest(shape: shapely.Geometry) -> shapely.Point:
    parts = shapely.get_parts(shape)
    return shapely.point_on_surface(parts[int(np.argmax(shapely.area(parts)))])


@dataclass(frozen=True)
class Overlap:
    """Two polygons, by position, and the place they share: area (m²) and shape."""

    first: int
    second: int
    area_m2: float
    shape: shapely.Geometry = field(repr=False, compare=False)

    @property
    def place(self) -> shapely.Point:
        """A point inside its largest part."""
        return _inside_largest(self.shape)


@dataclass(frozen=True)
class Void:
    """An uncovered place enclosed by polygons: area (m²), greatest width (m), a point inside it and its shape.

    The area of a wide void is that of its outline, islands_m2 of which polygons inside it cover again; that of a gap is
    what nobody covers, for a narrow ring around an island is a gap. neighbours: positions of the polygons on its edge.
    """

    area_m2: float
    width_m: float
    place: shapely.Point
    shape: shapely.Polygon = field(repr=False, compare=False)
    neighbours: tuple[int, ...] = ()
    islands_m2: float = 0.0

    @property
    def is_gap(self) -> bool:
        """Whether it is too narrow to be meant."""
        return self.width_m < GAP_WIDTH_M

    @property
    def is_own_hole(self) -> bool:
        """Whether it is the hole of one polygon, drawn on purpose, and no fault between two."""
        return len(self.neighbours) == 1


@dataclass(frozen=True)
class Crossing:
    """A child, by position, the foreign parent it reaches into most, and its area (m²) in all of them.

    shape: the part in the parent it reaches into most; share: of the child's whole area.
    """

    child: int
    parent: int
    area_m2: float
    share: float
    shape: shapely.Geometry = field(repr=False, compare=False)

    @property
    def place(self) -> shapely.Point:
        """A point inside the largest part of its shape."""
        return _inside_largest(self.shape)


def find_overlaps(polygons: Geometries) -> list[Overlap]:
    """Pairs of polygons (n,) that share area, the largest first; sizes below LEAST_M2 included.

    >>> boxes = shapely.box([0, 5], [0, 0], [10, 15], [10, 10])
    >>> find_overlaps(boxes)
    [Overlap(first=0, second=1, area_m2=50.0)]
    """
    first, second = shapely.STRtree(polygons).query(polygons, predicate="intersects")
    once = first < second
    first, second = first[once], second[once]
    shape = shapely.intersection(polygons[first], polygons[second])
    area = shapely.area(shape)
    order = np.argsort(-area, kind="stable")
    return [Overlap(int(first[i]), int(second[i]), float(area[i]), shape[i]) for i in order if area[i] > 0]


def find_voids(polygons: Geometries) -> list[Void]:
    """Places enclosed by polygons (n,) that none covers, the largest first; walls may meet in a corner only.

    Holes of the coverage only: what lies along its outer border cannot be told from the outside.

    >>> ring = shapely.box(0, 0, 30, 30).difference(shapely.box(10, 10, 12, 20))
    >>> [(v.area_m2, v.is_gap, v.is_own_hole) for v in find_voids(np.array([ring]))]
    [(20.0, True, True)]
    """
    holes = _enclosed(shapely.union_all(polygons))
    if not len(holes):
        return []
    circles = _widest_circles(holes)
    places = shapely.get_point(circles, 0)
    width = 2 * shapely.length(circles)
    islands = shapely.area(shapely.polygons(shapely.get_exterior_ring(holes))) - shapely.area(holes)
    islands[width < GAP_WIDTH_M] = 0
    area = shapely.area(holes) + islands
    around = _around(holes, polygons)
    return [
        Void(float(area[i]), float(width[i]), places[i], holes[i], around[i], float(islands[i]))
        for i in np.argsort(-area, kind="stable")
    ]


def _enclosed(union: shapely.Geometry) -> Geometries:
    """What the borders of a union enclose and it does not cover; walls that meet only in a corner enclose too."""
    lines = shapely.union_all(shapely.get_parts(shapely.boundary(union)))
    faces = shapely.get_parts(shapely.polygonize([lines]))
    shapely.prepare(union)
    return faces[~shapely.contains(union, shapely.point_on_surface(faces))]


def _widest_circles(holes: Geometries) -> Geometries:
    """The radius of the largest circle in each hole, closely where the width decides between gap and void."""
    circles = shapely.maximum_inscribed_circle(holes, tolerance=_WIDTH_TOLERANCE_M)
    width = 2 * shapely.length(circles)
    near = (width > GAP_WIDTH_M - 3 * _WIDTH_TOLERANCE_M) & (width < GAP_WIDTH_M)
    circles[near] = shapely.maximum_inscribed_circle(holes[near], tolerance=_CLOSE_TOLERANCE_M)
    return circles


def _around(holes: Geometries, polygons: Geometries) -> list[tuple[int, ...]]:
    """For each hole the positions of the polygons on its edge."""
    hole, polygon = shapely.STRtree(polygons).query(holes, predicate="dwithin", distance=SAME_PLACE_M)
    found = {place: tuple(sorted(mine.tolist())) for place, mine in grouped(hole, polygon)}
    return [found.get(place, ()) for place in range(len(holes))]


def grouped(keys: NDArray[np.int64], values: NDArray[np.int64]) -> Iterator[tuple[int, NDArray[np.int64]]]:
    """Each key (n,) once, in order, with its values (n,), in linear time.

    >>> [(key, mine.tolist()) for key, mine in grouped(np.array([2, 0, 2]), np.array([7, 8, 9]))]
    [(0, [8]), (2, [7, 9])]
    """
    order = np.argsort(keys, kind="stable")
    different, start = np.unique(keys[order], return_index=True)
    for key, mine in zip(different, np.split(values[order], start[1:]), strict=False):
        yield int(key), mine


def find_crossings(children: Geometries, parents: Geometries, own: NDArray[np.int64]) -> list[Crossing]:
    """Children (n,) that lie partly in another parent (m,) than their own, the largest area first.

    own: position of each child's parent (n,), -1 where it has none (such children are left out).

    >>> left_right = shapely.box([0, 10], [0, 0], [10, 20], [10, 10])
    >>> find_crossings(shapely.box([1], [0], [11], [10]), left_right, np.array([0]))
    [Crossing(child=0, parent=1, area_m2=10.0, share=0.1)]
    """
    child, parent = shapely.STRtree(parents).query(children, predicate="intersects")
    foreign = (own[child] >= 0) & (own[child] != parent)
    child, parent = child[foreign], parent[foreign]
    shape = shapely.intersection(children[child], parents[parent])
    area = shapely.area(shape)
    found = []
    there = np.flatnonzero(area > 0)
    for one, mine in grouped(child[there], there):
        total = float(area[mine].sum())
        most = int(mine[np.argmax(area[mine])])
        share = total / float(shapely.area(children[one]))
        found.append(Crossing(one, int(parent[most]), total, share, shape[most]))
    return sorted(found, key=lambda crossing: -crossing.area_m2)
