"""The blocks of a grid: which pieces they fall into and what they touch."""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse.csgraph import connected_components

from .block_graph import BlockGraph, Ints

# The key of the grid each block of a plan belongs to.
Labels = NDArray[np.int32]


def members(labels: Labels, grid: int) -> Ints:
    """The blocks of a grid, ascending."""
    return np.flatnonzero(labels == grid)


def pieces(graph: BlockGraph, blocks: Ints) -> list[Ints]:
    """The connected pieces a set of blocks falls into, most households first (then most blocks, then lowest block).

    >>> row = np.array([1.0, 1.0, 9.0])
    >>> graph = BlockGraph(row, row, row, np.zeros((3, 2)), np.zeros(3, int), np.array([0]), np.array([1]),
    ...                    np.ones(1), np.zeros(1))
    >>> [part.tolist() for part in pieces(graph, np.array([0, 1, 2]))]
    [[2], [0, 1]]
    """
    if not len(blocks):
        return []
    part = graph.adjacency[blocks][:, blocks]
    count, piece = connected_components(part, directed=False)
    found = [blocks[piece == number] for number in range(count)]
    return sorted(found, key=lambda one: (-float(graph.households[one].sum()), -len(one), int(one[0])))


def touching(graph: BlockGraph, blocks: Ints) -> Ints:
    """The blocks next to a set of blocks, without the set itself, ascending."""
    near = np.unique(graph.adjacency[blocks].indices)
    return np.setdiff1d(near, blocks).astype(np.int64)


def borders_on(graph: BlockGraph, one: Ints, other: Ints) -> bool:
    """Whether two sets of blocks share an edge."""
    return bool(np.isin(touching(graph, one), other).any())
