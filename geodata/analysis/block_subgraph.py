"""A part of a graph of blocks as a graph of its own."""

import numpy as np

from .block_graph import BlockGraph, Ints


def subgraph(graph: BlockGraph, blocks: Ints) -> BlockGraph:
    """The blocks (ascending positions), numbered anew in that order, and the borders between two of them."""
    place = np.full(graph.size, -1, dtype=np.int64)
    place[blocks] = np.arange(len(blocks))
    kept = (place[graph.one] >= 0) & (place[graph.other] >= 0)
    return BlockGraph(
        graph.households[blocks],
        graph.area_m2[blocks],
        graph.perimeter_m[blocks],
        graph.place[blocks],
        graph.parent[blocks],
        place[graph.one[kept]],
        place[graph.other[kept]],
        graph.length_m[kept],
        graph.barrier[kept],
    )
