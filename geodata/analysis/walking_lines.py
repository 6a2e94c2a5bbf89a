"""Road lines as the walking network is made from them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class WalkLines:
    """Lines people may walk along, one row a line; all arrays have the same length.

    line: LineString, metres of MEASURE. row: the caller's number of the line, -1 for a link the network added.
    level: 0 on the ground, above it bridges, below it tunnels. slope: rise over run, 0 where no heights are known.
    """

    line: NDArray[np.object_]
    row: NDArray[np.int64]
    stairs: NDArray[np.bool_]
    level: NDArray[np.int64]
    slope: NDArray[np.float64]

    @classmethod
    def of(
        cls,
        line: NDArray[np.object_],
        *,
        stairs: NDArray[np.bool_] | None = None,
        level: NDArray[np.int64] | None = None,
        slope: NDArray[np.float64] | None = None,
    ) -> WalkLines:
        """Lines numbered as they come; flat, on the ground and without stairs unless told.

        >>> import shapely
        >>> lines = WalkLines.of(shapely.linestrings([[(0, 0), (9, 0)], [(3, -5), (3, 5)]]))
        >>> lines.row.tolist(), lines.level.tolist()
        ([0, 1], [0, 0])
        """
        count = len(line)
        return cls(
            np.asarray(line, dtype=object),
            np.arange(count),
            np.zeros(count, bool) if stairs is None else np.asarray(stairs, bool),
            np.zeros(count, np.int64) if level is None else np.asarray(level, np.int64),
            np.zeros(count) if slope is None else np.asarray(slope, float),
        )

    def with_links(self, links: NDArray[np.object_]) -> WalkLines:
        """These lines and straight links between pieces, numbered -1."""
        more = len(links)
        return WalkLines(
            np.concatenate([self.line, links]),
            np.concatenate([self.row, np.full(more, -1)]),
            np.concatenate([self.stairs, np.zeros(more, bool)]),
            np.concatenate([self.level, np.zeros(more, np.int64)]),
            np.concatenate([self.slope, np.zeros(more)]),
        )
