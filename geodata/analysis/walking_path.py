"""The way a walk takes, as a line."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import shapely
from numpy.typing import NDArray

from geodata.analysis.walking_edges import WalkNetwork
from geodata.analysis.walking_search import Arrivals, Walk
from geodata.analysis.walking_snap import Snaps

Floats = NDArray[np.float64]
# Corners nearer than this to the one before add nothing to a drawn way.
_SAME_M = 0.02


def walk_path(walk: Walk, found: Arrivals, places: Snaps, row: int, *, ends: tuple[Floats, Floats]) -> Floats:
    """The corners of the way from the walk's place to one of the places it reached.

    Parameters: found: arrivals(walk, places); row: which of the places; ends: where the walk begins and the place lies,
    each (2,) metres of MEASURE. Returns: (c, 2), metres of MEASURE, from the walk's place to the other, off-road
    stretches straight. Raises: ValueError where the place was not reached.
    """
    if not np.isfinite(found.seconds[row]):
        raise ValueError(f"place {row} was not reached")
    net, edge, along = walk.paced.network, int(places.edge[row]), float(places.along[row])
    last = int(found.last[row])
    if last < 0:
        parts = [stretch(net, walk.edge, walk.along, along)]
    else:
        nodes = junctions_passed(walk, last)
        parts = [_to_end(net, walk.edge, walk.along, nodes[0])]
        parts += [_whole(walk, tail, head) for tail, head in pairwise(nodes)]
        parts.append(_to_end(net, edge, along, last)[::-1])
    way = np.vstack([ends[0], *parts, ends[1]])
    keep = np.append(True, np.hypot(*np.diff(way, axis=0).T) > _SAME_M)
    return np.asarray(way[keep] if keep.sum() > 1 else way[[0, -1]], dtype=float)


def stretch(net: WalkNetwork, edge: int, begin: float, end: float) -> Floats:
    """The corners of an edge between two distances along it, in metres; backwards where end is before begin."""
    corner = net.corners(edge)
    line = shapely.linestrings(corner)
    low, high = sorted((begin, end))
    run = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(corner, axis=0).T))])
    inner = corner[(run > low) & (run < high)]
    ends = shapely.get_coordinates(shapely.line_interpolate_point(line, [low, high]))
    found = np.vstack([ends[:1], inner, ends[1:]])
    return found if begin <= end else found[::-1]


def junctions_passed(walk: Walk, last: int) -> list[int]:
    """The junctions from the first to the last of a way.

    Parameters: walk; last: the junction the way leaves the junctions from, of arrivals. Returns: node numbers in order.

    >>> import shapely
    >>> from geodata.analysis.walking_graph import at_pace
    >>> from geodata.analysis.walking_lines import WalkLines
    >>> from geodata.analysis.walking_network import make_network
    >>> from geodata.analysis.walking_search import walk_from
    >>> from geodata.analysis.walking_snap import Snapper
    >>> from geodata.rules.walking import Pace
    >>> road = make_network(WalkLines.of(shapely.linestrings([[(0, 0), (120, 0)]])))
    >>> walk = walk_from(at_pace(road, Pace.ADULT), Snapper(road).snap(np.array([[30.0, 0.0]])))
    >>> len(junctions_passed(walk, 0))
    1
    """
    found = [last]
    while walk.before[found[-1]] < len(walk.before):
        found.append(int(walk.before[found[-1]]))
    return found[::-1]


def _whole(walk: Walk, tail: int, head: int) -> Floats:
    """The corners of the edge from one junction to the next."""
    graph, net = walk.paced.graph, walk.paced.network
    edge = int(graph.edge[graph.way(np.array([tail]), np.array([head]))[0]])
    corner = net.corners(edge)
    return corner if net.start[edge] == tail else corner[::-1]


def _to_end(net: WalkNetwork, edge: int, along: float, node: int) -> Floats:
    """The corners from a place on an edge to the nearer of its ends that is this junction."""
    length = float(net.length[edge])
    ways = [(along, 0.0)] if net.start[edge] == node else []
    ways += [(length - along, length)] if net.end[edge] == node else []
    return stretch(net, edge, along, min(ways)[1])
