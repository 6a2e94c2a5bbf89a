"""Blocks that do not fit together exactly, made a coverage: every border noded on a 1 cm grid."""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

GRID_M = 0.01


@dataclass(frozen=True)
class Noded:
    """polygon: (n,) a valid coverage in the order given, None for one nothing is left of.

    overlap_m2: ground that several claimed, given to the first; changed_m2: how much the shapes differ from those
    given, overlaps counted once for each that lost them.
    """

    polygon: NDArray[np.object_]
    overlap_m2: float
    changed_m2: float


def node_blocks(polygon: NDArray[np.object_]) -> Noded:
    """The polygons (n,), metres, with common vertices along common borders; ground of several is the first one's.

    Source: overlay by noding and polygonising all borders at a fixed precision (GEOS OverlayNG, snap rounding).

    >>> low, high = shapely.box(0, 0, 2, 1), shapely.MultiPolygon([shapely.box(0, 1, 1, 2), shapely.box(1, 1, 2, 2)])
    >>> found = node_blocks(np.array([low, *high.geoms], dtype=object))
    >>> shapely.coverage_is_valid(np.array([low, *high.geoms])).item(), shapely.coverage_is_valid(found.polygon).item()
    (False, True)
    """
    noded = shapely.union_all(shapely.boundary(polygon), grid_size=GRID_M)
    faces = np.array(shapely.get_parts(shapely.polygonize(shapely.get_parts(noded))))
    face, owner = shapely.STRtree(polygon).query(shapely.point_on_surface(faces), predicate="within")
    order = np.lexsort((owner, face))
    face, owner = face[order], owner[order]
    first = np.append(True, face[1:] != face[:-1])[: len(face)]
    overlap = float(shapely.area(faces[face[~first]]).sum())
    result = _put_together(faces[face[first]], owner[first], len(polygon))
    there = ~shapely.is_missing(result)
    changed = shapely.area(shapely.symmetric_difference(polygon[there], result[there])).sum()
    return Noded(result, overlap, float(changed + shapely.area(polygon[~there]).sum()))


def _put_together(faces: NDArray[np.object_], owner: NDArray[np.int64], count: int) -> NDArray[np.object_]:
    """(count,) The union of each owner's faces, None for one without."""
    result = np.full(count, None, dtype=object)
    order = np.argsort(owner, kind="stable")
    owners, first = np.unique(owner[order], return_index=True)
    for place, own in zip(owners, np.split(order, first[1:]), strict=True):
        result[place] = shapely.coverage_union_all(faces[own]) if len(own) > 1 else faces[own[0]]
    return result
