"""Simpler borders on shared edges: neighbours stay neighbours, levels stay on top of each other."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

# Of an area: what its parts may differ from it and still be its parts.
NESTING_SLACK = 1e-6


@dataclass(frozen=True)
class Layer:
    """One level of areas: their polygons, what each is called and what the area above it is called."""

    keys: tuple[Hashable, ...]
    parents: tuple[Hashable, ...]
    polygons: tuple[BaseGeometry, ...]


def generalise(levels: Sequence[Layer], tolerance: float) -> list[NDArray[np.object_]]:
    """The simplified polygons of each level, in the given order of its polygons.

    Parameters: levels, finest first, each a coverage (polygons that meet corner to corner) in one planar CRS;
    tolerance in units of that CRS: corners that span a triangle of less than its square with their neighbours go.
    Returns one array a level. Where the areas of a level are made of those of the level below, so are their simplified
    forms; else the level is simplified by itself. Nothing is raised for levels that are no coverages: edges that do
    not match are simplified each by itself.

    >>> square = shapely.box(0, 0, 10, 10)
    >>> corner = shapely.Polygon([(10, 0), (20, 0), (20, 10), (10, 10), (10, 5)])
    >>> (simple,) = generalise([Layer((1, 2), (0, 0), (square, corner))], 0.1)
    >>> float(shapely.area(simple).sum())
    200.0

    Source: Visvalingam and Whyatt (1993), Line generalisation by repeated elimination of points, The Cartographic
    Journal 30(1); on coverages as in GEOS 3.12, CoverageSimplifier.
    """
    found: list[NDArray[np.object_]] = []
    below: Layer | None = None
    for level in levels:
        if below is not None and _is_made_of(level, below):
            found.append(_joined(level, below, found[-1]))
        else:
            found.append(shapely.coverage_simplify(np.array(level.polygons, dtype=object), tolerance))
        below = level
    return found


def _is_made_of(level: Layer, below: Layer) -> bool:
    """Whether every area is what its parts make together."""
    parts = _joined(level, below, np.array(below.polygons, dtype=object))
    own = np.array(level.polygons, dtype=object)
    if any(part is None for part in parts):
        return False
    off = shapely.area(shapely.symmetric_difference(own, parts))
    return bool((off <= NESTING_SLACK * shapely.area(own)).all())


def _joined(level: Layer, below: Layer, shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    """The union of the shapes below each area; None for one without any."""
    members: Mapping[Hashable, list[int]] = {key: [] for key in level.keys}
    for place, parent in enumerate(below.parents):
        if parent in members:
            members[parent].append(place)
    joined = [shapely.union_all(shapes[members[key]]) if members[key] else None for key in level.keys]
    return np.array(joined, dtype=object)
