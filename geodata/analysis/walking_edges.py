"""The walking network: junctions and the edges between them."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import shapely
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class WalkNetwork:
    """Edges between junctions; all edge arrays have the same length.

    node: (n, 2) metres of MEASURE. start, end: junctions of an edge. length: metres. row: the road line an edge is
    part of, -1 for links; level: that line's. corner: (k, 2) corners of all edges, of edge e those
    from first[e] to last[e].
    """

    node: Floats
    start: Ints
    end: Ints
    length: Floats
    stairs: NDArray[np.bool_]
    slope: Floats
    row: Ints
    level: Ints
    corner: Floats
    first: Ints
    last: Ints

    def corners(self, edge: int) -> Floats:
        """The corners of an edge from its start, (c, 2)."""
        return self.corner[self.first[edge] : self.last[edge] + 1]

    def lines(self) -> NDArray[np.object_]:
        """The edges as LineStrings."""
        counts = self.last - self.first + 1
        index = np.repeat(self.first - np.concatenate([[0], np.cumsum(counts)[:-1]]), counts)
        rows = index + np.arange(len(index))
        of = np.repeat(np.arange(len(counts)), counts)
        return np.asarray(shapely.linestrings(self.corner[rows], indices=of), dtype=object)

    def only(self, keep: NDArray[np.bool_]) -> WalkNetwork:
        """The network of some of its edges, junctions numbered anew in their old order."""
        used, ends = np.unique(np.concatenate([self.start[keep], self.end[keep]]), return_inverse=True)
        start, end = ends.reshape(2, -1)
        return replace(
            self,
            node=self.node[used],
            start=start,
            end=end,
            length=self.length[keep],
            stairs=self.stairs[keep],
            slope=self.slope[keep],
            row=self.row[keep],
            level=self.level[keep],
            first=self.first[keep],
            last=self.last[keep],
        )
