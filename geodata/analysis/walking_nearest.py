"""The nearest target of every place, for all places in one search from all targets at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse.csgraph import dijkstra

from geodata.analysis.walking_graph import PacedNetwork, WalkGraph, make_graph, tree_metres
from geodata.analysis.walking_snap import Snaps

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Nearest:
    """One row a place. target: row of the nearest target, -1 for none; seconds and metres there, inf for none."""

    target: Ints
    seconds: Floats
    metres: Floats


@dataclass(frozen=True)
class _Split:
    """The network with a junction where each target meets it: its graph, and those junctions in order of edge, along."""

    graph: WalkGraph
    edge: Ints
    along: Floats
    node: Ints


def nearest_targets(paced: PacedNetwork, places: Snaps, targets: Snaps) -> Nearest:
    """The target each place reaches first.

    Parameters: paced; places (n rows) and targets (t rows) as snapped to its network.
    Returns: Nearest with n rows. A place or target off the network reaches nothing.
    Source: Dijkstra's algorithm from a virtual source joined to every target (multi-source search).

    >>> import shapely
    >>> from geodata.analysis.walking_graph import at_pace
    >>> from geodata.analysis.walking_lines import WalkLines
    >>> from geodata.analysis.walking_network import make_network
    >>> from geodata.analysis.walking_snap import Snapper
    >>> from geodata.rules.walking import Pace
    >>> road = make_network(WalkLines.of(shapely.linestrings([[(0, 0), (120, 0)]])))
    >>> snap = Snapper(road).snap
    >>> targets = snap(np.array([[0.0, 0.0], [90.0, 0.0]]))
    >>> found = nearest_targets(at_pace(road, Pace.ADULT), snap(np.array([[60.0, 0.0]])), targets)
    >>> found.target.tolist(), found.seconds.tolist(), found.metres.tolist()
    ([1], [25.0], [30.0])
    """
    known = np.flatnonzero(targets.edge >= 0)
    result = Nearest(np.full(len(places), -1), np.full(len(places), np.inf), np.full(len(places), np.inf))
    if not len(known):
        return result
    split = _split(paced, targets.take(known))
    cost, before, source = dijkstra(
        split.graph.matrix,
        indices=np.arange(split.graph.nodes - len(known), split.graph.nodes),
        return_predecessors=True,
        min_only=True,
    )
    metres = tree_metres(split.graph, before, np.zeros(split.graph.nodes))
    rows = np.flatnonzero(places.edge >= 0)
    node, on_road = _first_node(paced, split, places.take(rows), cost)
    off = places.off[rows]
    result.seconds[rows] = cost[node] + paced.share(places.edge[rows], on_road) + off / paced.off_speed
    result.metres[rows] = metres[node] + on_road + off
    reached = np.isfinite(result.seconds)
    result.metres[~reached] = np.inf
    first = split.graph.nodes - len(known)
    result.target[rows] = np.where(source[node] >= 0, known[source[node] - first], -1)
    return result


def _split(paced: PacedNetwork, targets: Snaps) -> _Split:
    """Cut the edges where targets meet them; each target is one more junction, off the road, the last ones."""
    net, count, nodes = paced.network, len(targets), len(paced.network.node)
    order = np.lexsort((targets.along, targets.edge))
    edge, along = targets.edge[order], targets.along[order]
    spot = nodes + np.arange(count)
    last = np.append(edge[1:] != edge[:-1], True)
    first = np.append(True, edge[1:] != edge[:-1])
    tail = np.concatenate([net.start[edge[first]], spot])
    head = np.concatenate([spot[first], np.where(last, net.end[edge], np.roll(spot, -1))])
    gap = np.concatenate([along[first], np.where(last, net.length[edge] - along, np.roll(along, -1) - along)])
    of = np.concatenate([edge[first], edge])
    base, off = paced.graph, targets.off[order]
    virtual = nodes + count + order
    seconds = paced.share(of, gap)
    graph = make_graph(
        nodes + 2 * count,
        np.concatenate([base.tail, tail, head, virtual]),
        np.concatenate([base.head, head, tail, spot]),
        seconds=np.concatenate([base.seconds, seconds, seconds, off / paced.off_speed]),
        metres=np.concatenate([base.metres, gap, gap, off]),
        edge=np.concatenate([base.edge, of, of, np.full(count, -1)]),
    )
    return _Split(graph, edge, along, spot)


def _first_node(paced: PacedNetwork, split: _Split, places: Snaps, cost: Floats) -> tuple[Ints, Floats]:
    """The junction each place walks to first, of the two beside it on its edge, and the metres of road to it."""
    net = paced.network
    longest = float(net.length.max()) + 1.0
    key = split.edge * longest + split.along
    after = np.searchsorted(key, places.edge * longest + places.along)
    last = len(key) - 1
    low, high = np.clip(after - 1, 0, last), np.clip(after, 0, last)
    has_low = (after > 0) & (split.edge[low] == places.edge)
    has_high = (after <= last) & (split.edge[high] == places.edge)
    low_node = np.where(has_low, split.node[low], net.start[places.edge])
    high_node = np.where(has_high, split.node[high], net.end[places.edge])
    to_low = np.where(has_low, places.along - split.along[low], places.along)
    to_high = np.where(has_high, split.along[high], net.length[places.edge]) - places.along
    to_low, to_high = np.maximum(to_low, 0.0), np.maximum(to_high, 0.0)
    by_low = cost[low_node] + paced.share(places.edge, to_low)
    by_high = cost[high_node] + paced.share(places.edge, to_high)
    lower = by_low <= by_high
    return np.where(lower, low_node, high_node), np.where(lower, to_low, to_high)
