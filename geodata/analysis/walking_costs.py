"""How long every place walks to every point, as a matrix."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from geodata.analysis.walking_graph import PacedNetwork
from geodata.analysis.walking_search import arrivals, walk_from
from geodata.analysis.walking_snap import Snaps

Floats = NDArray[np.float64]


def walk_costs(
    paced: PacedNetwork,
    places: Snaps,
    points: Snaps,
    limit_s: float,
    told: Callable[[int], None] = lambda column: None,
) -> Floats:
    """Seconds from places (rows) to points (columns), inf above a limit and for a point off the network.

    Parameters: paced; places (d rows) and points (s rows) as snapped to its network; limit_s: seconds; told: called
    with the number of every point before its search. Returns: (d, s). Source: one walk_from a point.

    >>> import shapely
    >>> from geodata.analysis.walking_graph import at_pace
    >>> from geodata.analysis.walking_lines import WalkLines
    >>> from geodata.analysis.walking_network import make_network
    >>> from geodata.analysis.walking_snap import Snapper
    >>> from geodata.rules.walking import Pace
    >>> road = make_network(WalkLines.of(shapely.linestrings([[(0, 0), (120, 0)]])))
    >>> at = Snapper(road).snap(np.array([[0.0, 0.0], [60.0, 0.0], [0.0, 900.0]]))
    >>> walk_costs(at_pace(road, Pace.ADULT), at.take(np.array([0, 1])), at, 40.0).tolist()
    [[0.0, inf, inf], [inf, 0.0, inf]]
    """
    found = np.full((len(places), len(points)), np.inf)
    for column in range(len(points)):
        told(column)
        if points.edge[column] >= 0:
            walk = walk_from(paced, points.take(np.array([column])), limit_s)
            found[:, column] = arrivals(walk, places).seconds
    found[found > limit_s] = np.inf
    return found
