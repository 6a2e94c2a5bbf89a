"""The blocks of a plan as its operations see them, and which pieces a grid falls into."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

Labels = NDArray[np.int32]
Blocks = NDArray[np.int64]


@dataclass(frozen=True)
class PlanGround:
    """Blocks 0 … n−1 and who touches whom along an edge.

    neighbours: (n, n) symmetric, non-zero where two blocks share an edge or a bridge joins them.
    community: (n,) number of the community. households: (n,). places: (n, 2) a point inside each, metres of MEASURE.
    """

    neighbours: csr_array
    community: NDArray[np.int32]
    households: NDArray[np.int32]
    places: NDArray[np.float64]


def members(labels: Labels, grid: int) -> Blocks:
    """The blocks of a grid, ascending."""
    return np.flatnonzero(labels == grid)


def pieces(ground: PlanGround, blocks: Blocks) -> list[Blocks]:
    """The connected pieces a set of blocks falls into, most households first (then most blocks, then lowest block).

    >>> line = csr_array(np.array([[0, 1, 0], [1, 0, 0], [0, 0, 0]]))
    >>> ground = PlanGround(line, np.zeros(3, np.int32), np.array([1, 1, 9], np.int32), np.zeros((3, 2)))
    >>> [part.tolist() for part in pieces(ground, np.array([0, 1, 2]))]
    [[2], [0, 1]]
    """
    if not len(blocks):
        return []
    part = ground.neighbours[blocks][:, blocks]
    count, piece = connected_components(part, directed=False)
    found = [blocks[piece == number] for number in range(count)]
    return sorted(found, key=lambda one: (-int(ground.households[one].sum()), -len(one), int(one[0])))


def touching(ground: PlanGround, blocks: Blocks) -> Blocks:
    """The blocks next to a set of blocks, without the set itself, ascending."""
    near = np.unique(ground.neighbours[blocks].indices)
    return np.setdiff1d(near, blocks).astype(np.int64)


def borders_on(ground: PlanGround, one: Blocks, other: Blocks) -> bool:
    """Whether two sets of blocks share an edge."""
    return bool(np.isin(touching(ground, one), other).any())
