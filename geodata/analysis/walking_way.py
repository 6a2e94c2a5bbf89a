"""What is on the way of a walk: how many street corners are passed, and how many metres of stairs."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from geodata.analysis.walking_path import junctions_passed
from geodata.analysis.walking_search import Arrivals, Walk
from geodata.analysis.walking_snap import Snaps

# Two junctions as near as this are one street corner to somebody who walks: both sides of a wide street.
ONE_CORNER_M = 25.0
# Where fewer ways meet the walker only goes on.
_WAYS_OF_A_CORNER = 3


@dataclass(frozen=True)
class WayFacts:
    """corners: street corners passed; stairs_m: metres of stairs."""

    corners: int
    stairs_m: float


def way_facts(walk: Walk, found: Arrivals, places: Snaps, row: int) -> WayFacts:
    """What is on the way from the walk's place to one of the places it reached.

    Parameters: found: arrivals(walk, places); row: which of the places. Returns: WayFacts, stairs in metres.
    Raises: ValueError where the place was not reached. Source: counted along the tree of Dijkstra's search.

    >>> import shapely
    >>> from geodata.analysis.walking_graph import at_pace
    >>> from geodata.analysis.walking_lines import WalkLines
    >>> from geodata.analysis.walking_network import make_network
    >>> from geodata.analysis.walking_search import arrivals, walk_from
    >>> from geodata.analysis.walking_snap import Snapper
    >>> from geodata.rules.walking import Pace
    >>> cross = shapely.linestrings([[(0, 0), (120, 0)], [(60, 0), (60, 50)]])
    >>> road = make_network(WalkLines.of(cross))
    >>> snap = Snapper(road).snap
    >>> walk = walk_from(at_pace(road, Pace.ADULT), snap(np.array([[10.0, 0.0]])))
    >>> there = snap(np.array([[110.0, 0.0]]))
    >>> way_facts(walk, arrivals(walk, there), there, 0)
    WayFacts(corners=1, stairs_m=0.0)
    """
    if not np.isfinite(found.seconds[row]):
        raise ValueError(f"place {row} was not reached")
    last = int(found.last[row])
    edge, along = int(places.edge[row]), float(places.along[row])
    if last < 0:
        parts = [(edge, abs(along - walk.along))]
        return WayFacts(0, _stairs(walk, parts))
    nodes = junctions_passed(walk, last)
    parts = [(walk.edge, _to_node(walk, walk.edge, walk.along, nodes[0]))]
    parts += [_between(walk, tail, head) for tail, head in pairwise(nodes)]
    stairs = _stairs(walk, [*parts, (edge, _to_node(walk, edge, along, last))])
    return WayFacts(_corners(walk, nodes, [metres for _, metres in parts[1:]]), stairs)


def _corners(walk: Walk, nodes: list[int], between: list[float]) -> int:
    """Street corners among the junctions of a way, near ones counted once; between: metres from each to the next."""
    net = walk.paced.network
    ways = np.bincount(np.concatenate([net.start, net.end]), minlength=len(net.node))
    count, since = 0, np.inf
    for node, metres in zip(nodes, [np.inf, *between], strict=True):
        since += metres
        if ways[node] >= _WAYS_OF_A_CORNER:
            count += since > ONE_CORNER_M
            since = 0.0
    return int(count)


def _stairs(walk: Walk, parts: list[tuple[int, float]]) -> float:
    stairs = walk.paced.network.stairs
    return float(sum(metres for edge, metres in parts if stairs[edge]))


def _between(walk: Walk, tail: int, head: int) -> tuple[int, float]:
    graph, net = walk.paced.graph, walk.paced.network
    edge = int(graph.edge[graph.way(np.array([tail]), np.array([head]))[0]])
    return edge, float(net.length[edge])


def _to_node(walk: Walk, edge: int, along: float, node: int) -> float:
    """Metres from a place on an edge to the nearer of its ends that is this junction."""
    net = walk.paced.network
    ways = [along] if net.start[edge] == node else []
    ways += [float(net.length[edge]) - along] if net.end[edge] == node else []
    return min(ways)
