"""The walking network at a pace, as a sparse graph that searches run on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from geodata.analysis.walking_edges import WalkNetwork
from geodata.rules.walking import SPEED_M_S, STAIRS_M_S, Pace, slope_cost

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


def edge_seconds(network: WalkNetwork, pace: Pace) -> Floats:
    """The seconds each edge takes from end to end, the same both ways.

    Parameters: network; pace. Returns: (m,). Stairs go at their own speed, slopes cost by slope_cost.
    Source: rules.walking.

    >>> import shapely
    >>> from geodata.analysis.walking_lines import WalkLines
    >>> from geodata.analysis.walking_network import make_network
    >>> road = make_network(WalkLines.of(shapely.linestrings([[(0, 0), (120, 0)]])))
    >>> edge_seconds(road, Pace.ADULT).tolist()
    [100.0]
    """
    speed = np.where(network.stairs, STAIRS_M_S[pace], SPEED_M_S[pace])
    # A flight of stairs has its slope in its speed already.
    steepness, of = np.unique(np.where(network.stairs, 0.0, np.abs(network.slope)), return_inverse=True)
    factor = np.array([slope_cost(float(slope)) for slope in steepness])
    return np.asarray(network.length / speed * factor[of], dtype=float)


@dataclass(frozen=True)
class WalkGraph:
    """Ways between junctions, both directions, sorted by (tail, head), at most one a pair: the quickest.

    seconds, metres, edge: of each way; edge is the network's edge, -1 for ways a search added.
    """

    nodes: int
    tail: Ints
    head: Ints
    seconds: Floats
    metres: Floats
    edge: Ints

    @cached_property
    def matrix(self) -> csr_matrix:
        """Seconds as a sparse matrix (nodes, nodes)."""
        pointer = np.searchsorted(self.tail, np.arange(self.nodes + 1)).astype(np.int32)
        return csr_matrix((self.seconds, self.head.astype(np.int32), pointer), shape=(self.nodes, self.nodes))

    def way(self, tail: Ints, head: Ints) -> Ints:
        """The number of the way from each tail to each head, which must be there."""
        return np.searchsorted(self._key, tail * self.nodes + head)

    @cached_property
    def _key(self) -> Ints:
        return self.tail * self.nodes + self.head


def make_graph(
    nodes: int, tail: Ints, head: Ints, *, seconds: Floats, metres: Floats, edge: Ints
) -> WalkGraph:
    """The graph of one-way ways; of several between the same two junctions the quickest stays, loops go.

    >>> tail, head, time = np.array([0, 0]), np.array([1, 1]), np.array([5.0, 3.0])
    >>> make_graph(2, tail, head, seconds=time, metres=time, edge=np.array([7, 8])).edge.tolist()
    [8]
    """
    order = np.lexsort((edge, seconds, head, tail))
    order = order[tail[order] != head[order]]
    fresh = np.ones(len(order), bool)
    fresh[1:] = (np.diff(tail[order]) != 0) | (np.diff(head[order]) != 0)
    kept = order[fresh]
    return WalkGraph(nodes, tail[kept], head[kept], seconds[kept], metres[kept], edge[kept])


def tree_metres(graph: WalkGraph, before: Ints, at_root: Floats) -> Floats:
    """Metres to every junction along a search's tree.

    Parameters: before: (nodes,) predecessors, negative at the roots and where nothing was reached; at_root: (nodes,)
    metres walked before the junctions without a predecessor. Returns: (nodes,).
    Source: pointer doubling, a logarithmic number of vectorised steps.

    >>> tail, head, metres = np.array([0, 1]), np.array([1, 2]), np.array([5.0, 3.0])
    >>> graph = make_graph(3, tail, head, seconds=metres, metres=metres, edge=np.array([0, 1]))
    >>> tree_metres(graph, np.array([-1, 0, 1]), np.array([2.0, 0.0, 0.0])).tolist()
    [2.0, 7.0, 10.0]
    """
    metres, up = at_root.copy(), before.astype(np.int64)
    child = np.flatnonzero(up >= 0)
    metres[child] = graph.metres[graph.way(up[child], child)]
    while len(child):
        metres[child], up[child] = metres[child] + metres[up[child]], up[up[child]]
        child = child[up[child] >= 0]
    return metres


@dataclass(frozen=True)
class PacedNetwork:
    """A network at a pace: seconds of every edge, and the graph of its junctions."""

    network: WalkNetwork
    pace: Pace
    seconds: Floats
    graph: WalkGraph

    @property
    def off_speed(self) -> float:
        """Metres a second off the road."""
        return SPEED_M_S[self.pace]

    def share(self, edge: Ints, metres: Floats) -> Floats:
        """The seconds that so many metres of an edge take; edge must not be -1."""
        return np.asarray(self.seconds[edge] * metres / self.network.length[edge], dtype=float)


def at_pace(network: WalkNetwork, pace: Pace) -> PacedNetwork:
    """The network at a pace."""
    seconds = edge_seconds(network, pace)
    number = np.arange(len(seconds))
    graph = make_graph(
        len(network.node),
        np.concatenate([network.start, network.end]),
        np.concatenate([network.end, network.start]),
        seconds=np.tile(seconds, 2),
        metres=np.tile(network.length, 2),
        edge=np.tile(number, 2),
    )
    return PacedNetwork(network, pace, seconds, graph)
