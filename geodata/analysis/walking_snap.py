"""Where places meet the walking network: the edge, the metres along it and the metres off the road."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from geodata.analysis.walking_edges import WalkNetwork
from geodata.rules.walking import FARTHEST_OFF_ROAD_M

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

# The straight way to the nearest road may cross water; then the nearest one without is looked for in this reach.
_WIDER_TIMES, _WIDER_M = 3.0, 100.0


@dataclass(frozen=True)
class Snaps:
    """One row a place. edge: -1 where no walkway is near; along, off: metres; blocked: only reached across a barrier."""

    edge: Ints
    along: Floats
    off: Floats
    blocked: NDArray[np.bool_]

    def take(self, rows: Ints | NDArray[np.bool_]) -> Snaps:
        """Some of the rows."""
        return Snaps(self.edge[rows], self.along[rows], self.off[rows], self.blocked[rows])

    def __len__(self) -> int:
        return len(self.edge)


def join_snaps(one: Snaps, other: Snaps) -> Snaps:
    """The rows of one, then those of the other."""
    return Snaps(
        np.concatenate([one.edge, other.edge]),
        np.concatenate([one.along, other.along]),
        np.concatenate([one.off, other.off]),
        np.concatenate([one.blocked, other.blocked]),
    )


class Snapper:
    """Snaps places to a network; keeps its indexes, so that a single place takes well under a millisecond."""

    def __init__(self, network: WalkNetwork, barriers: NDArray[np.object_] | None = None) -> None:
        """Parameters: network; barriers: geometries in metres of MEASURE that nobody walks across off the roads."""
        self._length = network.length
        self._line = network.lines() if len(network.length) else np.zeros(0, object)
        self._tree = shapely.STRtree(self._line)
        self._barriers = shapely.STRtree(np.zeros(0, object) if barriers is None else barriers)

    def snap(self, xy: Floats) -> Snaps:
        """The nearest place on the network that is reached without crossing a barrier.

        Parameters: xy (n, 2), metres of MEASURE. Returns: Snaps with n rows.
        Where every walkway near lies behind a barrier the nearest one is taken, and blocked says so.
        Among walkways at the same distance the one with the lower number is taken.

        >>> from geodata.analysis.walking_lines import WalkLines
        >>> from geodata.analysis.walking_network import make_network
        >>> road = make_network(WalkLines.of(shapely.linestrings([[(0, 0), (100, 0)]])))
        >>> found = Snapper(road).snap(np.array([[30.0, 4.0], [0.0, 900.0]]))
        >>> found.edge.tolist(), found.along.tolist(), found.off.tolist()
        ([0, -1], [30.0, 0.0], [4.0, 0.0])
        """
        point = np.asarray(shapely.points(np.asarray(xy, float).reshape(-1, 2)), dtype=object)
        edge = self._nearest(point)
        found = np.flatnonzero(edge >= 0)
        blocked = np.zeros(len(point), bool)
        blocked[found] = self._crosses(point[found], edge[found])
        for_detour = np.flatnonzero(blocked)
        if len(for_detour):
            edge[for_detour], blocked[for_detour] = self._around(point[for_detour], edge[for_detour])
        along, off = np.zeros(len(point)), np.zeros(len(point))
        line = self._line[edge[found]]
        along[found] = np.minimum(shapely.line_locate_point(line, point[found]), self._length[edge[found]])
        off[found] = shapely.distance(line, point[found])
        return Snaps(edge, along, off, blocked)

    def barriers_near(self, xy: Floats, radius_m: float) -> NDArray[np.object_]:
        """The barriers within so many metres of a place (2,), metres of MEASURE."""
        near = self._barriers.query(shapely.points(xy), predicate="dwithin", distance=radius_m)
        return np.asarray(self._barriers.geometries[near], dtype=object)

    def _nearest(self, point: NDArray[np.object_]) -> Ints:
        edge = np.full(len(point), -1, np.int64)
        if not len(self._line) or not len(point):
            return edge
        one, near = self._tree.query_nearest(point, max_distance=FARTHEST_OFF_ROAD_M)
        order = np.lexsort((near, one))
        places, first = np.unique(one[order], return_index=True)
        edge[places] = near[order][first]
        return edge

    def _crosses(self, point: NDArray[np.object_], edge: Ints) -> NDArray[np.bool_]:
        """Whether the straight way from each place to its edge crosses a barrier."""
        crosses = np.zeros(len(point), bool)
        if len(self._barriers.geometries) and len(point):
            way = shapely.shortest_line(point, self._line[edge])
            crosses[self._barriers.query(way, predicate="crosses")[0]] = True
        return crosses

    def _around(self, point: NDArray[np.object_], edge: Ints) -> tuple[Ints, NDArray[np.bool_]]:
        """The nearest edge of each place that no barrier keeps apart, and whether there is none."""
        reach = np.minimum(
            FARTHEST_OFF_ROAD_M, _WIDER_TIMES * shapely.distance(point, self._line[edge]) + _WIDER_M
        )
        one, other = self._tree.query(point, predicate="dwithin", distance=reach)
        free = ~self._crosses(point[one], other)
        one, other = one[free], other[free]
        order = np.lexsort((other, shapely.distance(point[one], self._line[other]), one))
        places, first = np.unique(one[order], return_index=True)
        edge, blocked = edge.copy(), np.ones(len(point), bool)
        edge[places], blocked[places] = other[order][first], False
        return edge, blocked
