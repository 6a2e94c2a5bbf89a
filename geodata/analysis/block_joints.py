"""Corners that blocks have on a common border, given to the blocks on the other side as well."""

import numpy as np
import shapely
from numpy.typing import NDArray

Shapes = NDArray[np.object_]
Floats = NDArray[np.float64]

# A joint is computed on the border's straight stretch; it lies off it by rounding only.
ON_BORDER_M = 1e-6


def share_joints(block: Shapes) -> Shapes:
    """The blocks (n,) with every corner that lies on another block's outline put into that outline too.

    Coverage checks see no gap as thin as rounding; unions do, so both sides of a border have the same corners.

    >>> west = [shapely.box(0, 0, 1, 1), shapely.box(0, 1, 1, 2)]
    >>> both = share_joints(np.array([*west, shapely.box(1, 0, 2, 2)]))
    >>> shapely.coverage_is_valid(both).item(), shapely.get_num_coordinates(both[2]).item()
    (True, 6)
    """
    points, owner = shapely.get_coordinates(block, return_index=True)
    corners, corner = np.unique(points, axis=0, return_inverse=True)
    reached, on = shapely.STRtree(block).query(
        shapely.points(corners), predicate="dwithin", distance=ON_BORDER_M
    )
    missing = np.setdiff1d(on * len(corners) + reached, owner * len(corners) + corner)
    place, lacking = missing // len(corners), missing % len(corners)
    result = block.copy()
    for one in np.unique(place):
        result[one] = _with_corners(block[one], corners[lacking[place == one]])
    return result


def _with_corners(block: shapely.Polygon, points: Floats) -> shapely.Polygon:
    """The polygon with the points put into the rings they lie on."""
    rings = [_ring_with(shapely.get_coordinates(ring), points) for ring in shapely.get_rings(block)]
    return shapely.Polygon(rings[0], rings[1:])


def _ring_with(ring: Floats, points: Floats) -> Floats:
    known = {tuple(corner) for corner in ring.tolist()}
    new = np.array([point for point in np.unique(points, axis=0).tolist() if tuple(point) not in known])
    if not len(new):
        return ring
    edges = shapely.linestrings(np.stack([ring[:-1], ring[1:]], axis=1))
    point, edge = shapely.STRtree(edges).query(shapely.points(new), predicate="dwithin", distance=ON_BORDER_M)
    along = np.hypot(*(new[point] - ring[edge]).T)
    order = np.lexsort((along, edge))
    return np.insert(ring, edge[order] + 1, new[point[order]], axis=0)
