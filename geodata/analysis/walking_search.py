"""Walks from one place: seconds and metres to every junction, to other places, and the way there."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

from geodata.analysis.walking_graph import PacedNetwork, tree_metres
from geodata.analysis.walking_snap import Snaps

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Walk:
    """A search from one place. seconds: (n,) to every junction, inf where not reached; before: the junction before it.

    before is n (one past the last junction) where the walk comes straight from the place.
    """

    paced: PacedNetwork
    place: Snaps
    seconds: Floats
    before: Ints

    @property
    def edge(self) -> int:
        """The edge the place lies on."""
        return int(self.place.edge[0])

    @property
    def along(self) -> float:
        """Metres from that edge's start."""
        return float(self.place.along[0])

    @property
    def off(self) -> float:
        """Metres from the place to the road."""
        return float(self.place.off[0])


@dataclass(frozen=True)
class Arrivals:
    """One row a place walked to. seconds, metres: inf where not reached.

    last: the junction the way leaves the network's junctions from, -1 where it stays on the edge it began on.
    """

    seconds: Floats
    metres: Floats
    last: Ints


def walk_from(paced: PacedNetwork, place: Snaps, limit_s: float = np.inf) -> Walk:
    """The search from a place of one row, which must be on the network.

    Parameters: paced; place; limit_s: junctions farther than this many seconds are not reached.
    Source: Dijkstra's algorithm with the place as one more junction.

    >>> import shapely
    >>> from geodata.analysis.walking_graph import at_pace
    >>> from geodata.analysis.walking_lines import WalkLines
    >>> from geodata.analysis.walking_network import make_network
    >>> from geodata.analysis.walking_snap import Snapper
    >>> from geodata.rules.walking import Pace
    >>> road = make_network(WalkLines.of(shapely.linestrings([[(0, 0), (120, 0)]])))
    >>> walk_from(at_pace(road, Pace.ADULT), Snapper(road).snap(np.array([[30.0, 0.0]]))).seconds.tolist()
    [25.0, 75.0]
    """
    if len(place) != 1 or place.edge[0] < 0:
        raise ValueError(f"one place on the network is walked from, not {len(place)} with edge {place.edge}")
    net, base = paced.network, paced.graph.matrix
    nodes, edge, along, off = len(net.node), place.edge, float(place.along[0]), float(place.off[0])
    ends = np.array([net.start[edge[0]], net.end[edge[0]]])
    parts = np.array([along, net.length[edge[0]] - along])
    cost = paced.share(np.repeat(edge, 2), parts) + off / paced.off_speed
    if ends[0] == ends[1]:
        ends, cost = ends[:1], np.array([cost.min()])
    matrix = csr_matrix(
        (
            np.append(base.data, cost),
            np.append(base.indices, ends.astype(np.int32)),
            np.append(base.indptr, np.int32(base.nnz + len(ends))),
        ),
        shape=(nodes + 1, nodes + 1),
    )
    found, before = dijkstra(matrix, indices=nodes, return_predecessors=True, limit=limit_s)
    return Walk(paced, place, found[:nodes], before[:nodes].astype(np.int64))


def arrivals(walk: Walk, places: Snaps) -> Arrivals:
    """How the walk reaches other places.

    Parameters: places (p rows), snapped to the walk's network. Returns: Arrivals with p rows.

    >>> import shapely
    >>> from geodata.analysis.walking_graph import at_pace
    >>> from geodata.analysis.walking_lines import WalkLines
    >>> from geodata.analysis.walking_network import make_network
    >>> from geodata.analysis.walking_snap import Snapper
    >>> from geodata.rules.walking import Pace
    >>> road = make_network(WalkLines.of(shapely.linestrings([[(0, 0), (120, 0)]])))
    >>> snap = Snapper(road).snap
    >>> walk = walk_from(at_pace(road, Pace.ADULT), snap(np.array([[30.0, 0.0]])))
    >>> arrivals(walk, snap(np.array([[90.0, 6.0]]))).metres.tolist()
    [66.0]
    """
    paced, net = walk.paced, walk.paced.network
    count = len(places)
    seconds, metres, last = np.full(count, np.inf), np.full(count, np.inf), np.full(count, -1)
    rows = np.flatnonzero(places.edge >= 0)
    edge, along, off = places.edge[rows], places.along[rows], places.off[rows]
    node = np.stack([net.start[edge], net.end[edge]])
    part = np.stack([along, net.length[edge] - along])
    cost = walk.seconds[node] + np.stack([paced.share(edge, one) for one in part])
    side = np.argmin(cost, axis=0)
    pick = (side, np.arange(len(rows)))
    best, via, road = cost[pick], node[pick], part[pick]
    straight = np.abs(along - walk.along)
    direct = np.where(edge == walk.edge, walk.off / paced.off_speed + paced.share(edge, straight), np.inf)
    stays = direct <= best
    seconds[rows] = np.where(stays, direct, best) + off / paced.off_speed
    last[rows] = np.where(stays, -1, via)
    to_node = walk_metres(walk)
    metres[rows] = np.where(stays, walk.off + straight, to_node[via] + road) + off
    metres[~np.isfinite(seconds)] = np.inf
    return Arrivals(seconds, metres, last)


def walk_metres(walk: Walk) -> Floats:
    """Metres from the place to every junction along the walk's tree; inf where not reached."""
    graph, net = walk.paced.graph, walk.paced.network
    ends = np.array([net.start[walk.edge], net.end[walk.edge]])
    parts = np.array([walk.along, net.length[walk.edge] - walk.along])
    straight = walk.before == graph.nodes
    at_root = np.full(graph.nodes, np.inf)
    for one in np.flatnonzero(straight):
        at_root[one] = walk.off + parts[ends == one].min()
    return tree_metres(graph, np.where(straight, -1, walk.before), at_root)
