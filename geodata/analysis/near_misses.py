"""Where the borders of two neighbours should be one line but run apart by less than a metre, open to the outside."""

from dataclasses import dataclass, field

import numpy as np
import shapely

from .coverage import SAME_PLACE_M, Geometries, grouped

# Two borders this near each other were meant to be the same.
NEAR_M = 1.0
# What is left of an edge beside an overlap or a gap is that fault's own edge, not a near miss.
_BESIDE_M = 0.01
_SHORTEST_M = 0.5


@dataclass(frozen=True)
class NearMiss:
    """Two polygons, by position, whose borders run apart: how long (m), how wide (m), where, and the lines."""

    first: int
    second: int
    length_m: float
    width_m: float
    place: shapely.Point
    shape: shapely.Geometry = field(repr=False, compare=False)


def find_near_misses(polygons: Geometries, known: Geometries) -> list[NearMiss]:
    """Pairs of polygons (n,) whose borders miss each other by less than NEAR_M, the longest first.

    known: shapes (m,) of the overlaps and voids already found; edges along them are those faults' own. Borders that
    are the same line with other vertices are none: they lose no ground.

    >>> apart = shapely.box([0, 10.5], [0, 0], [10, 20], [10, 10])
    >>> [(miss.first, miss.second, miss.length_m) for miss in find_near_misses(apart, np.array([]))]
    [(0, 1, 10.0)]

    Source: shapely.coverage_invalid_edges (GEOS CoverageGapFinder and CoverageValidator).
    """
    edges = shapely.coverage_invalid_edges(polygons, gap_width=NEAR_M)
    owner = np.flatnonzero(~(shapely.is_empty(edges) | shapely.is_missing(edges)))
    if not len(owner):
        return []
    rest = _away_from(edges[owner], known)
    lines, index = shapely.get_parts(shapely.line_merge(rest), return_index=True)
    long = shapely.length(lines) >= _SHORTEST_M
    lines, owner = lines[long], owner[index[long]]
    line, other = shapely.STRtree(polygons).query(lines, predicate="dwithin", distance=NEAR_M)
    width = _apart(lines[line], polygons[other])
    meant = (owner[line] != other) & (width > 10 * SAME_PLACE_M) & (width <= NEAR_M)
    return _paired(lines[line[meant]], owner[line[meant]], other[meant], width[meant])


def _away_from(edges: Geometries, known: Geometries) -> Geometries:
    """The edges without what runs along known faults; each is held against those near it only."""
    if not len(known):
        return edges
    beside = shapely.buffer(known, _BESIDE_M)
    edge, fault = shapely.STRtree(beside).query(edges, predicate="intersects")
    rest = edges.copy()
    for place, faults in grouped(edge, fault):
        rest[place] = shapely.difference(edges[place], shapely.union_all(beside[faults]))
    return rest


def _apart(lines: Geometries, others: Geometries) -> np.ndarray:
    """How far (m) the middle of each line lies from the border of the polygon beside it."""
    middles = shapely.line_interpolate_point(lines, 0.5, normalized=True)
    return shapely.distance(middles, shapely.boundary(others))


def _paired(lines: Geometries, owner: np.ndarray, other: np.ndarray, width: np.ndarray) -> list[NearMiss]:
    """One near miss for each pair; of the two borders the longer counts."""
    pairs = np.stack([np.minimum(owner, other), np.maximum(owner, other)], axis=1)
    both, which = np.unique(pairs, axis=0, return_inverse=True)
    length = shapely.length(lines)
    found = []
    for place, mine in grouped(which.ravel(), np.arange(len(lines))):
        first, second = map(int, both[place])
        sides = [float(length[mine[owner[mine] == side]].sum()) for side in (first, second)]
        middle = shapely.line_interpolate_point(lines[mine[np.argmax(length[mine])]], 0.5, normalized=True)
        shape = shapely.multilinestrings(lines[mine])
        found.append(NearMiss(first, second, max(sides), float(width[mine].max()), middle, shape))
    return sorted(found, key=lambda miss: -miss.length_m)
