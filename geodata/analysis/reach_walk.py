"""What is reached on foot within a time: junctions, stretches of road, and the ground around them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geodata.analysis.walking_path import stretch
from geodata.analysis.walking_search import Walk

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

Shapes = NDArray[np.object_]

# Ground this near to a reached stretch counts as reached: the depth of a building and its yard.
BESIDE_M = 40.0
# Gaps twice as wide between reached streets count too: the inside of a block. Source: the picture of the public map.
CLOSING_M = 110.0
# Half of what a bridge and its pavements take, and of a railway.
ROAD_M, _LINE_M = 12.0, 3.0
# The outline is for the eye: simplified by so much.
_OUTLINE_M = 8.0
_ARC = 6
_NODE_EPS_S = 1e-9


@dataclass(frozen=True)
class Reach:
    """What a walk reaches in a time.

    node: reached junctions. edge, begin, end: stretches of edges reached, metres along each; an edge reached from both
    ends but not in the middle has two.
    """

    node: Ints
    edge: Ints
    begin: Floats
    end: Floats

    @property
    def road_m(self) -> float:
        """Metres of road reached."""
        return float((self.end - self.begin).sum())


def reach_of(walk: Walk, limit_s: float) -> Reach:
    """What a walk reaches within a time.

    Parameters: walk; limit_s: seconds, the way from the place to the road included. Returns: Reach.
    Source: cost at both ends of an edge, the rest of the time spent along it; as pgRouting's driving distance does for
    junctions.

    >>> import numpy as np
    >>> from geodata.analysis.walking_graph import at_pace
    >>> from geodata.analysis.walking_lines import WalkLines
    >>> from geodata.analysis.walking_network import make_network
    >>> from geodata.analysis.walking_search import walk_from
    >>> from geodata.analysis.walking_snap import Snapper
    >>> from geodata.rules.walking import Pace
    >>> road = make_network(WalkLines.of(shapely.linestrings([[(0, 0), (120, 0)]])))
    >>> walk = walk_from(at_pace(road, Pace.ADULT), Snapper(road).snap(np.array([[30.0, 0.0]])))
    >>> reach_of(walk, 50.0).road_m
    90.0
    """
    paced, net = walk.paced, walk.paced.network
    rate = net.length / paced.seconds
    from_start = np.clip((limit_s - walk.seconds[net.start]) * rate, 0.0, net.length)
    from_end = np.clip((limit_s - walk.seconds[net.end]) * rate, 0.0, net.length)
    left = limit_s - walk.off / paced.off_speed
    own = max(0.0, left * float(rate[walk.edge]))
    every = np.arange(len(net.length))
    edge = np.concatenate([every, every, [walk.edge]])
    begin = np.concatenate([np.zeros(len(every)), net.length - from_end, [max(0.0, walk.along - own)]])
    end = np.concatenate([from_start, net.length, [min(float(net.length[walk.edge]), walk.along + own)]])
    node = np.flatnonzero(walk.seconds <= limit_s + _NODE_EPS_S)
    return Reach(node, *_united(edge, begin, end))


def _united(edge: Ints, begin: Floats, end: Floats) -> tuple[Ints, Floats, Floats]:
    """Stretches of one edge that overlap or touch become one; empty ones go."""
    keep = end > begin
    edge, begin, end = edge[keep], begin[keep], end[keep]
    order = np.lexsort((begin, edge))
    edge, begin, end = edge[order], begin[order], end[order]
    # At most three stretches an edge: the furthest end so far is that of the last one or two.
    far = end.copy()
    for _ in range(2):
        same = edge[1:] == edge[:-1]
        far[1:] = np.where(same, np.maximum(far[1:], far[:-1]), far[1:])
    fresh = np.ones(len(edge), bool)
    fresh[1:] = (edge[1:] != edge[:-1]) | (begin[1:] > far[:-1])
    first = np.flatnonzero(fresh)
    last = np.append(first[1:], len(edge))[: len(first)] - 1
    return edge[first], begin[first], far[last]


def reach_lines(walk: Walk, reach: Reach) -> list[Floats]:
    """The corners of every reached stretch, each (c, 2) in metres of MEASURE."""
    net = walk.paced.network
    whole = (reach.begin == 0.0) & (reach.end == net.length[reach.edge])
    return [
        net.corners(int(edge)) if all_of_it else stretch(net, int(edge), float(begin), float(end))
        for edge, begin, end, all_of_it in zip(reach.edge, reach.begin, reach.end, whole, strict=True)
    ]


def reach_polygon(walk: Walk, reach: Reach, barriers: Shapes | None = None) -> BaseGeometry:
    """The ground reached, as a map of walks draws it: around the reached roads, the blocks between them filled, no holes.

    Parameters: barriers: (b,) geometries in metres of MEASURE that nobody walks across off the roads; what only lies
    behind one is left out, and a bridge is drawn as wide as a road. Returns: Polygon, metres of MEASURE, that holds every
    reached stretch; empty where nothing is reached.
    Source: morphological closing (Serra 1982) of the roads' surroundings, so that the outline has no spikes where two
    streets end beside each other.

    >>> import numpy as np
    >>> from geodata.analysis.walking_graph import at_pace
    >>> from geodata.analysis.walking_lines import WalkLines
    >>> from geodata.analysis.walking_network import make_network
    >>> from geodata.analysis.walking_search import walk_from
    >>> from geodata.analysis.walking_snap import Snapper
    >>> from geodata.rules.walking import Pace
    >>> road = make_network(WalkLines.of(shapely.linestrings([[(0, 0), (120, 0)]])))
    >>> walk = walk_from(at_pace(road, Pace.ADULT), Snapper(road).snap(np.array([[60.0, 0.0]])))
    >>> [round(side, -1) for side in reach_polygon(walk, reach_of(walk, 900.0)).bounds]
    [-40.0, -40.0, 160.0, 40.0]
    """
    lines = reach_lines(walk, reach)
    if not lines:
        return shapely.Polygon()
    strokes = shapely.simplify(shapely.MultiLineString(lines), _OUTLINE_M / 2)
    # Widened in two steps: the second has only an outline to go round, a sixth of the time.
    near = shapely.simplify(_filled(shapely.buffer(strokes, BESIDE_M, quad_segs=3)), _OUTLINE_M / 4)
    wide = shapely.buffer(near, CLOSING_M, quad_segs=_ARC)
    ground = shapely.buffer(_filled(wide), -CLOSING_M, quad_segs=_ARC)
    behind = _barrier(barriers, ground)
    if behind is not None:
        ground = shapely.union(shapely.difference(ground, behind), shapely.buffer(strokes, ROAD_M))
    return shapely.simplify(_filled(ground), _OUTLINE_M / 2)


def _filled(ground: BaseGeometry) -> BaseGeometry:
    """The largest piece without its holes."""
    largest = max(shapely.get_parts(ground), key=lambda part: part.area)
    return shapely.Polygon(shapely.get_exterior_ring(largest))


def _barrier(barriers: Shapes | None, ground: BaseGeometry) -> BaseGeometry | None:
    """The ground of the barriers across some ground, lines a little wide; None where there is none."""
    if barriers is None:
        return None
    across = barriers[shapely.intersects(barriers, ground)]
    if not len(across):
        return None
    wide = np.where(shapely.get_dimensions(across) < 2, shapely.buffer(across, _LINE_M), across)
    return shapely.union_all(wide)
