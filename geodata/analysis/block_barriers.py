"""What runs along the borders of blocks, and which blocks a bridge joins over water."""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from .block_borders import shared_segments

Shapes = NDArray[np.object_]
Ints = NDArray[np.int64]

# Borders are snapped to 1 cm and led to corners of the community's outline, which itself follows roads and banks.
ALONG_M = 6.5
# A line that runs along less than this share of a border only ends at it.
LEAST_SHARE = 0.25
# How far beyond the bank the block a bridge leads to is looked for.
_BEYOND_M = 3.0


@dataclass(frozen=True)
class Bridges:
    """one < other: (b,) pairs of blocks a road over water joins, each once."""

    one: Ints
    other: Ints


def border_kinds(block: Shapes, lines: Shapes, kind: Ints) -> Ints:
    """(m,) The strongest kind that runs along a quarter of each shared border or more, in the order of shared_borders.

    block: (n,) a valid coverage. lines: (l,) with the strength of each in kind (l,), above 0; 0 where nothing runs.
    """
    found = shared_segments(block)
    pair, place = np.unique(found.one * len(block) + found.other, return_inverse=True)
    strength = _along(found.low, found.high, lines, kind)
    length = np.bincount(place, found.length_m, len(pair))
    result = np.zeros(len(pair), dtype=np.int64)
    for level in np.unique(strength[strength > 0]):
        share = np.bincount(place, found.length_m * (strength >= level), len(pair))
        result[share >= LEAST_SHARE * length] = level
    return result


def _along(low: NDArray[np.float64], high: NDArray[np.float64], lines: Shapes, kind: Ints) -> Ints:
    """(s,) The strongest kind of the lines near both ends and the middle of each piece; 0 for none."""
    result = np.zeros(len(low), dtype=np.int64)
    if not len(lines) or not len(low):
        return result
    tree = shapely.STRtree(lines)
    piece, line = tree.query(shapely.points((low + high) / 2), predicate="dwithin", distance=ALONG_M)
    for end in (low, high):
        near = shapely.dwithin(shapely.points(end[piece]), lines[line], ALONG_M)
        piece, line = piece[near], line[near]
    np.maximum.at(result, piece, kind[line])
    return result


def bridges_between(block: Shapes, community: Ints, roads: Shapes, water: Shapes) -> Bridges:
    """The pairs of blocks of one community that a road over water leads between."""
    place, crossed = shapely.STRtree(water).query(roads, predicate="crosses") if len(water) else ([], [])
    over = shapely.intersection(roads[place], water[crossed]) if len(place) else np.array([], dtype=object)
    spans = shapely.get_parts(over)
    spans = spans[(shapely.get_type_id(spans) == 1) & (shapely.length(spans) > 0)]
    banks = [_beyond(span) for span in spans]
    points = np.array(banks).reshape(-1, 2, 2)
    ends = (
        [owners_within(block, points[:, side]) for side in (0, 1)] if len(points) else [np.array([], int)] * 2
    )
    there = (ends[0] >= 0) & (ends[1] >= 0) & (ends[0] != ends[1])
    one, other = np.minimum(*ends)[there], np.maximum(*ends)[there]
    same = community[one] == community[other]
    pairs = np.unique(np.column_stack([one[same], other[same]]), axis=0).reshape(-1, 2)
    return Bridges(pairs[:, 0].astype(np.int64), pairs[:, 1].astype(np.int64))


def _beyond(span: shapely.LineString) -> list[NDArray[np.float64]]:
    """The points a little beyond both ends of a span, straight on."""
    points = shapely.get_coordinates(span)
    found = []
    for end, before in ((points[0], points[1]), (points[-1], points[-2])):
        step = end - before
        found.append(end + step / (np.hypot(*step) or 1.0) * _BEYOND_M)
    return found


def owners_within(block: Shapes, points: NDArray[np.float64]) -> Ints:
    """(p,) The block each point (p, 2) is in, the first of several; −1 for none."""
    result = np.full(len(points), -1, dtype=np.int64)
    point, owner = shapely.STRtree(block).query(shapely.points(points), predicate="intersects")
    order = np.lexsort((owner, point))
    first = np.unique(point[order], return_index=True)[1]
    result[point[order][first]] = owner[order][first]
    return result
