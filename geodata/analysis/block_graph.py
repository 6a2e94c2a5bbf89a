"""Blocks and who borders on whom: what grids are put together from."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class BlockGraph:
    """Blocks 0 … n−1 and the borders between them, each pair once.

    households, area_m2, perimeter_m: (n,). place: (n, 2) a point inside each, metres. parent: (n,) number of the
    community no grid may leave. one, other: (m,) the two blocks of a border; length_m: (m,) what they share (0 where
    only a bridge joins them); barrier: (m,) how strongly the border divides, 0 (a line on paper) to 1 (a river).
    """

    households: Floats
    area_m2: Floats
    perimeter_m: Floats
    place: Floats
    parent: Ints
    one: Ints
    other: Ints
    length_m: Floats
    barrier: Floats

    @property
    def size(self) -> int:
        """How many blocks there are."""
        return len(self.households)

    def inner(self) -> NDArray[np.bool_]:
        """(m,) Which borders lie inside one parent."""
        return self.parent[self.one] == self.parent[self.other]

    @cached_property
    def adjacency(self) -> csr_array:
        """The neighbours over all borders, made once."""
        return self.neighbours()

    def neighbours(self, borders: NDArray[np.bool_] | None = None) -> csr_array:
        """(n, n) symmetric, non-zero where two blocks share one of the given borders (all by default)."""
        one, other = (self.one, self.other) if borders is None else (self.one[borders], self.other[borders])
        ends = (np.concatenate([one, other]), np.concatenate([other, one]))
        return csr_array((np.ones(2 * len(one)), ends), shape=(self.size, self.size))


def connected_parts(graph: BlockGraph, label: Ints) -> Ints:
    """(n,) The number of each block's connected part of its label; as many numbers as there are parts.

    label: (n,) any grouping of the blocks, such as parents or grids.

    >>> line = np.array([0.0, 0.0, 0.0])
    >>> path = BlockGraph(line, line, line, np.zeros((3, 2)), np.zeros(3, int), np.array([0, 1]), np.array([1, 2]),
    ...                   np.ones(2), np.zeros(2))
    >>> connected_parts(path, np.array([7, 8, 7])).tolist()
    [0, 1, 2]
    """
    same = label[graph.one] == label[graph.other]
    return connected_components(graph.neighbours(same), directed=False)[1].astype(np.int64)


def extra_pieces(graph: BlockGraph, label: Ints) -> int:
    """How many pieces there are beyond one for each label; 0 where every grid is in one piece."""
    return len(np.unique(connected_parts(graph, label))) - len(np.unique(label))
