"""Parcels: what is left of a street block for building, and the frame its rows follow."""

from dataclasses import dataclass

import numpy as np
import shapely

from geodata.town.ground.shapes.linework import HALF_WIDTH_M
from geodata.town.ground.shapes.topology import Edges

MARGIN_M = 6.0
LEAST_M2 = 220.0
LANE_MARGIN_M = 1.2  # houses of old fabric stand at the lane


@dataclass(frozen=True)
class Parcels:
    """Buildable land of the blocks of one use; one row per parcel."""

    polygon: np.ndarray  # object, Polygon
    block: np.ndarray  # int, street block of each
    angle: np.ndarray  # float, radians, direction of the parcel's long side, in (-π/4, π/4] when snapped

    def take(self, keep: np.ndarray) -> "Parcels":
        """The rows of a mask or index."""
        return Parcels(self.polygon[keep], self.block[keep], self.angle[keep])


def make_parcels(blocks: np.ndarray, use: np.ndarray, edges: Edges, water: list) -> Parcels:
    """Block minus road buffers, water and a margin; the largest part of each, tiny ones left out."""
    tight = np.isin(use, ("old_core", "village", "urban_village"))
    margin = np.where(tight, LANE_MARGIN_M, MARGIN_M)
    half, block, line = _sides(edges)
    least = np.full(len(blocks), np.inf)
    np.minimum.at(least, block, half)
    least[~np.isfinite(least)] = 0.0
    shape = shapely.buffer(blocks, -(least + margin), join_style="mitre", mitre_limit=3.0)
    wider = half > least[block] + 0.5
    shape = _without_wide(shape, block[wider], line[wider], half[wider], margin)
    if water:
        wet = shapely.union_all(water).buffer(MARGIN_M)
        near = shapely.intersects(shape, wet)
        shape[near] = shapely.difference(shape[near], wet)
    shape = _largest_part(shape)
    keep = shapely.area(shape) > LEAST_M2
    return Parcels(shape[keep], np.flatnonzero(keep), _directions(shape[keep]))


def _sides(edges: Edges):
    """Half width, block and line for both sides of every edge."""
    half = np.array([HALF_WIDTH_M[name] for name in edges.road_class])
    block = np.concatenate([edges.left, edges.right])
    keep = block >= 0
    return np.tile(half, 2)[keep], block[keep], np.tile(edges.line, 2)[keep]


def _without_wide(shape, block, line, half, margin) -> np.ndarray:
    """Shapes minus the buffers of their wider roads, one buffer per block and round."""
    order = np.argsort(block, kind="stable")
    block, line, half = block[order], line[order], half[order]
    start = np.concatenate([[True], block[1:] != block[:-1]]) if len(block) else np.zeros(0, bool)
    turn = np.arange(len(block)) - np.flatnonzero(start)[np.cumsum(start) - 1] if len(block) else block
    buffers = shapely.buffer(line, half + margin[block], quad_segs=4)
    for number in range(int(turn.max()) + 1 if len(turn) else 0):
        now = turn == number
        shape[block[now]] = shapely.difference(shape[block[now]], buffers[now])
    return shape


def _largest_part(shape: np.ndarray) -> np.ndarray:
    parts, index = shapely.get_parts(shape, return_index=True)
    area = shapely.area(parts)
    order = np.lexsort((area, index))
    result = np.full(len(shape), shapely.Polygon(), dtype=object)
    result[index[order]] = parts[order]  # the last written is the largest
    return result


def _directions(polygons: np.ndarray) -> np.ndarray:
    """Direction of the long side of each oriented envelope, radians in (-π/2, π/2]."""
    corners = shapely.get_coordinates(shapely.oriented_envelope(polygons)).reshape(-1, 5, 2)
    a, b = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 1]
    side = np.where((np.hypot(*a.T) >= np.hypot(*b.T))[:, None], a, b)
    angle = np.arctan2(side[:, 1], side[:, 0])
    return np.where(angle > np.pi / 2, angle - np.pi, np.where(angle <= -np.pi / 2, angle + np.pi, angle))
