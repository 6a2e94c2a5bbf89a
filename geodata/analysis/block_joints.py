"""Corners that one community's blocks have on a common border, given to the blocks on the other side as well."""

import numpy as np
import shapely
from numpy.typing import NDArray

Shapes = NDArray[np.object_]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

# A joint is computed on the border's straight stretch; it lies off it by rounding only.
ON_BORDER_M = 1e-6


def share_joints(block: Shapes, community: Ints) -> Shapes:
    """The blocks (n,) of several communities (n,) with every corner on a common border on both sides of it.

    >>> west = [shapely.box(0, 0, 1, 1), shapely.box(0, 1, 1, 2)]
    >>> both = share_joints(np.array([*west, shapely.box(1, 0, 2, 2)]), np.array([0, 0, 1]))
    >>> shapely.coverage_is_valid(both).item(), shapely.get_num_coordinates(both[2]).item()
    (True, 6)
    """
    bad = shapely.get_parts(shapely.coverage_invalid_edges(block))
    if not len(bad):
        return block
    corners, owner = _corners(block)
    # Only corners on edges that do not fit can be missing on the other side.
    near = np.unique(
        shapely.STRtree(shapely.points(corners)).query(bad, predicate="dwithin", distance=ON_BORDER_M)[1]
    )
    points, own = corners[near], owner[near]
    place, reached = shapely.STRtree(block).query(
        shapely.points(points), predicate="dwithin", distance=ON_BORDER_M
    )
    foreign = community[own[place]] != community[reached]
    result = block.copy()
    for one in np.unique(reached[foreign]):
        result[one] = _with_corners(block[one], points[place[foreign & (reached == one)]])
    return result


def _corners(block: Shapes) -> tuple[Floats, Ints]:
    points, owner = shapely.get_coordinates(block, return_index=True)
    unique, first = np.unique(points, axis=0, return_index=True)
    return unique, owner[first]


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
