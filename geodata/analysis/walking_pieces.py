"""Pieces of the walking network that hang on nothing: their lengths, and links to what lies near."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from geodata.analysis.walking_edges import WalkNetwork
from geodata.rules.walking import LINK_M, SAME_PLACE_M

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


def piece_lengths(start: Ints, end: Ints, length: Floats) -> tuple[Ints, Floats]:
    """The piece of every edge, and the metres of walkway of every piece.

    Parameters: start, end, length: (m,), junctions and metres of edges.

    >>> piece_lengths(np.array([0, 2]), np.array([1, 3]), np.array([5.0, 7.0]))[1].tolist()
    [5.0, 7.0]
    """
    size = int(max(start.max(), end.max())) + 1
    graph = coo_matrix((np.ones(len(start), np.int8), (start, end)), shape=(size, size))
    _, group = connected_components(graph, directed=False)
    _, piece = np.unique(group[start], return_inverse=True)
    return piece.astype(np.int64), np.bincount(piece, weights=length).astype(np.float64)


def link_pieces(net: WalkNetwork, barriers: NDArray[np.object_] | None = None) -> NDArray[np.object_]:
    """The shortest straight link from every piece to a longer one within LINK_M, on one level, that crosses no barrier.

    Parameters: net; barriers: geometries, metres of MEASURE.
    Returns: LineStrings, at most one a piece; of equally short ones the first by number of edge.
    Source: nearest pairs from an STR tree.
    """
    piece, total = piece_lengths(net.start, net.end, net.length)
    if len(total) < 2:
        return np.zeros(0, object)
    line = net.lines()
    rank = np.empty(len(total), np.int64)
    rank[np.argsort(-total, kind="stable")] = np.arange(len(total))
    small = np.flatnonzero(rank[piece] > 0)
    one, other = shapely.STRtree(line).query(line[small], predicate="dwithin", distance=LINK_M)
    one = small[one]
    outward = (rank[piece[other]] < rank[piece[one]]) & (net.level[one] == net.level[other])
    one, other = one[outward], other[outward]
    link = np.asarray(shapely.shortest_line(line[one], line[other]), dtype=object)
    free = ~_blocked(link, barriers) & (shapely.length(link) > SAME_PLACE_M)
    one, link = one[free], link[free]
    order = np.lexsort((np.arange(len(one)), shapely.length(link), piece[one]))
    _, first = np.unique(piece[one][order], return_index=True)
    return link[order][first]


def _blocked(link: NDArray[np.object_], barriers: NDArray[np.object_] | None) -> NDArray[np.bool_]:
    """Which links cross a barrier."""
    blocked = np.zeros(len(link), bool)
    if barriers is not None and len(barriers) and len(link):
        blocked[shapely.STRtree(barriers).query(link, predicate="intersects")[0]] = True
    return blocked
