"""Simpler surfaces that may lie on one another: those that lie side by side keep their shared edges."""

from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import GeometryType
from shapely.geometry.base import BaseGeometry

# Of the smaller of two surfaces: what more of it lies on the other makes them lie on one another.
OVERLAP_SHARE = 0.01


def stack_surfaces(polygons: Sequence[BaseGeometry]) -> NDArray[np.int64]:
    """For each surface the storey it lies on: surfaces of one storey lie side by side.

    Parameters: polygons, valid, in one planar CRS. Returns one number a polygon, 0 for the largest; each one takes the
    lowest storey on which it lies on nobody larger. Slight overlaps, as of borders drawn twice, count as side by side.

    >>> field, pond, meadow = shapely.box(0, 0, 10, 10), shapely.box(2, 2, 4, 4), shapely.box(10, 0, 20, 9)
    >>> stack_surfaces([pond, field, meadow]).tolist()
    [1, 0, 0]

    Source: greedy colouring of the graph of overlaps, largest first (Welsh and Powell 1967).
    """
    shapes = np.array(polygons, dtype=object)
    areas = shapely.area(shapes)
    upon: dict[int, list[int]] = {}
    for one, other in _overlaps(shapes, areas).tolist():
        upon.setdefault(one, []).append(other)
        upon.setdefault(other, []).append(one)
    storeys = np.full(len(shapes), -1, dtype=np.int64)
    for place in np.argsort(-areas, kind="stable").tolist():
        taken = {int(storeys[other]) for other in upon.get(place, ())}
        storeys[place] = next(storey for storey in range(len(taken) + 1) if storey not in taken)
    return storeys


def simplify_surfaces(
    polygons: Sequence[BaseGeometry], storeys: NDArray[np.int64], tolerance: float
) -> NDArray[np.object_]:
    """The simplified polygons, in order; a polygon that would become invalid or vanish stays as it is.

    Parameters: polygons, valid, in one planar CRS; storeys as of stack_surfaces; tolerance in units of that CRS:
    corners that span a triangle of less than its square with their neighbours go. Edges shared on a storey are
    simplified once for both sides, so no gap appears between them.

    >>> left = shapely.Polygon([(0, 0), (10, 0), (10.1, 5), (10, 10), (0, 10)])
    >>> right = shapely.Polygon([(20, 0), (20, 10), (10, 10), (10.1, 5), (10, 0)])
    >>> simple = simplify_surfaces([left, right], np.array([0, 0]), 1.0)
    >>> shapely.get_num_coordinates(simple).tolist(), bool(shapely.coverage_is_valid(simple))
    ([5, 5], True)

    Source: Visvalingam and Whyatt (1993), Line generalisation by repeated elimination of points, The Cartographic
    Journal 30(1); on coverages as in GEOS 3.12, CoverageSimplifier.
    """
    shapes = np.array(polygons, dtype=object)
    found = shapes.copy()
    for storey in np.unique(storeys):
        on_it = storeys == storey
        found[on_it] = shapely.coverage_simplify(shapes[on_it], tolerance)
    sound = (
        shapely.is_valid(found)
        & ~shapely.is_empty(found)
        & (shapely.get_type_id(found) == GeometryType.POLYGON)
    )
    return np.where(sound, found, shapes)


def _overlaps(shapes: NDArray[np.object_], areas: NDArray[np.float64]) -> NDArray[np.int64]:
    """Pairs of places of surfaces that lie on one another, (pairs, 2)."""
    if not len(shapes):
        return np.empty((0, 2), dtype=np.int64)
    one, other = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    once = one < other
    one, other = one[once], other[once]
    shared = ~shapely.touches(shapes[one], shapes[other])
    one, other = one[shared], other[shared]
    common = shapely.area(shapely.intersection(shapes[one], shapes[other]))
    lying = common > OVERLAP_SHARE * np.minimum(areas[one], areas[other])
    return np.column_stack([one[lying], other[lying]])
