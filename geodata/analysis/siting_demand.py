"""Where people are, drawn together to a number of places that a search for sites can weigh; and where sites could be."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

_FIRST_CELL_M = 100.0
_GROWTH = 1.25


@dataclass(frozen=True)
class DemandPlaces:
    """One row a place: home, the row of the home that stands for it; people; cell_m: the size of the squares."""

    home: Ints
    people: Floats
    cell_m: float


def demand_places(xy: Floats, people: Floats, most: int) -> DemandPlaces:
    """Homes drawn together in squares, as fine as the number of places allows.

    Parameters: xy (n, 2), metres of MEASURE; people (n,); most: places at most.
    Returns: DemandPlaces by square from west to east; the home with the most people stands for its square.
    Source: aggregation to squares; its error is at most the diagonal of one, cell_m times 1.41.

    >>> found = demand_places(np.array([[0.0, 0.0], [1.0, 1.0], [900.0, 0.0]]), np.array([2.0, 3.0, 4.0]), 2)
    >>> found.home.tolist(), found.people.tolist()
    ([1, 2], [5.0, 4.0])
    """
    if not len(xy):
        return DemandPlaces(np.zeros(0, np.int64), np.zeros(0), _FIRST_CELL_M)
    cell_m = _FIRST_CELL_M
    while True:
        square = np.floor((xy - xy.min(axis=0)) / cell_m).astype(np.int64)
        names, of = np.unique(square, axis=0, return_inverse=True)
        of = of.ravel()
        if len(names) <= most:
            break
        cell_m *= _GROWTH
    order = np.lexsort((np.arange(len(xy)), -people, of))
    _, first = np.unique(of[order], return_index=True)
    return DemandPlaces(order[first], np.bincount(of, weights=people).astype(float), cell_m)


def candidate_sites(xy: Floats, weight: Floats, most: int) -> Ints:
    """Rows that could be sites: the heaviest first, each away from those taken before, closer where it has to be.

    Parameters: xy (n, 2), metres; weight (n,), for instance people without a service; most: how many.
    Returns: rows in the order they were taken. Source: greedy dispersion with a shrinking distance.

    >>> candidate_sites(np.array([[0.0, 0.0], [10.0, 0.0], [900.0, 0.0]]), np.array([5.0, 4.0, 3.0]), 2).tolist()
    [0, 2]
    """
    taken: list[int] = []
    away = np.full(len(xy), np.inf)
    apart_m = float(np.hypot(*np.ptp(xy, axis=0))) / max(1.0, np.sqrt(most)) if len(xy) else 0.0
    order = np.lexsort((np.arange(len(xy)), -weight))
    while len(taken) < min(most, len(xy)):
        for row in order.tolist():
            if len(taken) < most and away[row] > apart_m:
                taken.append(row)
                away = np.minimum(away, np.hypot(*(xy - xy[row]).T))
        apart_m = apart_m / 2 if apart_m > 1.0 else -1.0
        away[taken] = -np.inf
    return np.array(taken, np.int64)
