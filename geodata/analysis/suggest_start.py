"""A first division of one connected part: so many pieces of about the same number of households."""

import numpy as np
import pymetis
from scipy.sparse import csr_array
from scipy.sparse.csgraph import breadth_first_order

from .block_graph import BlockGraph, Ints, connected_parts
from .suggest_state import counted_cut

# METIS counts in whole numbers; a block without households still weighs something, so that pieces have ground.
_HOUSEHOLD = 20
_LONGEST = 10_000
_PASSES = 50


def start_division(graph: BlockGraph, grids: int, seed: int) -> Ints:
    """(n,) Numbers 0 … grids−1 of connected pieces of a connected graph; every number occurs.

    Needs grids ≤ blocks. Source: multilevel k-way partitioning, Karypis and Kumar (1998), through pymetis with
    contiguous parts; whatever is still loose goes to its lightest neighbour, missing pieces are split off.
    """
    if grids <= 1:
        return np.zeros(graph.size, dtype=np.int64)
    label = _metis(graph, grids, seed)
    _gather(graph, label)
    _fill_up(graph, label, grids)
    return label


def _metis(graph: BlockGraph, grids: int, seed: int) -> Ints:
    near = _weighted(graph)
    heavy = np.rint(graph.households * _HOUSEHOLD).astype(np.int64) + 1
    _, found = pymetis.part_graph(
        grids,
        pymetis.CSRAdjacency(near.indptr.tolist(), near.indices.tolist()),
        vweights=heavy.tolist(),
        eweights=near.data.astype(np.int64).tolist(),
        options=pymetis.Options(contig=1, seed=seed, ufactor=80),
        recursive=False,
    )
    return np.asarray(found, dtype=np.int64)


def _weighted(graph: BlockGraph) -> csr_array:
    """(n, n) What cutting each border costs, in whole numbers."""
    counted = counted_cut(graph)
    unit = float(np.median(counted[counted > 0])) if (counted > 0).any() else 1.0
    weight = np.clip(np.rint(100 * counted / unit), 1, _LONGEST)
    ends = (np.concatenate([graph.one, graph.other]), np.concatenate([graph.other, graph.one]))
    near = csr_array((np.concatenate([weight, weight]), ends), shape=(graph.size, graph.size))
    near.sort_indices()
    return near


def _gather(graph: BlockGraph, label: Ints) -> None:
    """Give every loose piece to the lightest grid it touches."""
    for _ in range(_PASSES):
        piece = connected_parts(graph, label)
        size = np.bincount(piece, graph.households * _HOUSEHOLD + 1)
        of_piece = np.zeros(len(size), dtype=np.int64)
        of_piece[piece] = label
        order = np.lexsort((np.arange(len(size)), -size))
        _, first = np.unique(of_piece[order], return_index=True)
        loose = np.setdiff1d(np.arange(len(size)), order[first])
        if not len(loose):
            return
        weight = np.bincount(label, graph.households, int(label.max()) + 1)
        for one in loose:
            _give(graph, label, piece == one, weight)


def _give(graph: BlockGraph, label: Ints, loose: np.ndarray, weight: np.ndarray) -> None:
    out = graph.other[loose[graph.one] & ~loose[graph.other]]
    into = graph.one[loose[graph.other] & ~loose[graph.one]]
    hosts = np.unique(label[np.concatenate([out, into])])
    if not len(hosts):
        return
    host = hosts[np.argmin(weight[hosts])]
    households = float(graph.households[loose].sum())
    weight[label[loose]] -= households / max(int(loose.sum()), 1)
    weight[host] += households
    label[loose] = host


def _fill_up(graph: BlockGraph, label: Ints, grids: int) -> None:
    """Split pieces off the heaviest grids of two blocks or more until every number is used."""
    for missing in sorted(set(range(grids)) - set(label.tolist())):
        weight = np.bincount(label, graph.households, grids)
        count = np.bincount(label, minlength=grids)
        heaviest = int(np.argmax(np.where(count > 1, weight, -1.0)))
        own = np.flatnonzero(label == heaviest)
        label[_half(graph, own)] = missing


def _half(graph: BlockGraph, own: Ints) -> Ints:
    """About half of a connected set of blocks: a breadth-first part of it that leaves the rest in one piece."""
    inside = np.zeros(graph.size, dtype=bool)
    inside[own] = True
    borders = inside[graph.one] & inside[graph.other]
    near = graph.neighbours(borders)[own][:, own].tocsr()
    order, parent = (one.tolist() for one in breadth_first_order(near, 0, directed=False))
    below = graph.households[own] + 1e-9
    for at in order[:0:-1]:
        below[parent[at]] += below[at]
    cut = min(order[1:], key=lambda at: (abs(below[at] - below[order[0]] / 2), at))
    chosen = np.zeros(len(own), dtype=bool)
    chosen[cut] = True
    for at in order:
        if parent[at] >= 0 and chosen[parent[at]]:
            chosen[at] = True
    return own[chosen]
