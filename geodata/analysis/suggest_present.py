"""A first division that follows the present grids: large ones split, small ones joined to a neighbour."""

import numpy as np

from .block_graph import BlockGraph, Ints, connected_parts
from .block_subgraph import subgraph
from .suggest_start import start_division


def start_from_present(graph: BlockGraph, grids: int, present: Ints, seed: int) -> Ints:
    """(n,) Numbers 0 … grids−1 of connected pieces of a connected graph, cut along the present grids where possible.

    present: (n,) the grid each block is in today, −1 for none. Needs grids ≤ blocks.
    """
    label = connected_parts(graph, present)
    while (count := int(label.max()) + 1) > grids:
        weight = np.bincount(label, graph.households, count)
        label = _joined(graph, label, weight)
    target = graph.households.sum() / grids or 1.0
    shares = _shares(graph, label, grids, target)
    return _split(graph, label, shares, seed)


def _joined(graph: BlockGraph, label: Ints, weight: np.ndarray) -> Ints:
    """The division with the lightest piece joined to its lightest neighbour, numbered anew."""
    lightest = int(np.argmin(weight))
    mine, other = label[graph.one] == lightest, label[graph.other] == lightest
    near = np.unique(np.concatenate([label[graph.other[mine & ~other]], label[graph.one[other & ~mine]]]))
    host = near[np.argmin(weight[near])]
    return np.unique(np.where(label == lightest, host, label), return_inverse=True)[1].astype(np.int64)


def _shares(graph: BlockGraph, label: Ints, grids: int, target: float) -> list[int]:
    """Into how many grids each piece goes: the one that is farthest above what its grids should have gets the next."""
    weight = np.bincount(label, graph.households)
    room = np.bincount(label)
    shares = np.ones(len(weight), dtype=np.int64)
    for _ in range(grids - len(weight)):
        shares[np.argmax(np.where(shares < room, weight / (shares + 0.5), -target))] += 1
    return shares.tolist()


def _split(graph: BlockGraph, label: Ints, shares: list[int], seed: int) -> Ints:
    result = np.empty_like(label)
    first = 0
    for piece, share in enumerate(shares):
        own = np.flatnonzero(label == piece)
        result[own] = first + start_division(subgraph(graph, own), share, seed)
        first += share
    return result
