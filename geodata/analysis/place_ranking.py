"""Places ranked for coming days, by the count or by what beat it in the back-test of the same data.

Nothing here knows what happened there: reports, service needs and outcomes of visits are ranked alike.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from .cell_ranking import METHODS, Past, Score, rank_cells
from .cells import Box, CellGrid, Flags, Floats, Integers, cover, locate
from .coming_events import Coming, coming_events
from .forecast_backtest import Backtest, backtest, rolling_origins
from .hotspots import study_area

# A ranking of the whole week names each place once: the method with slots names them anew for each slot.
CELL_METHODS = {name: score for name, score in METHODS.items() if name != "count_slots"}
# Grids have no neighbours in the order they are numbered in.
GRID_METHODS = {name: METHODS[name] for name in ("count", "count_fading")}


@dataclass(frozen=True)
class PlaceRanking:
    """Numbers of places, best first, what to expect of them in that order, and how well this foretold the past."""

    order: Integers
    coming: Coming
    backtest: Backtest


def rank_points(
    points: Floats,
    when: Floats,
    bounds: Box,
    inhabited: Floats | None,
    *,
    cell_m: float,
    last_day: int,
    horizon_days: int,
    most: int,
) -> tuple[CellGrid, PlaceRanking] | None:
    """The cells in which most of any dated points is to be expected; None where rank_places gives none.

    Parameters
    ----------
    points : (n, 2) metres in the measuring CRS; what lies outside the bounds is left out.
    when : (n,) days with fraction up to last_day (ordinals).
    inhabited : (m, 2) metres, where people live; None lets every cell be named.

    >>> rng = np.random.default_rng(0)
    >>> points, when = rng.normal(1000, 150, (4000, 2)), rng.uniform(1, 301, 4000)
    >>> grid, made = rank_points(points, when, (0, 0, 2000, 2000), None, cell_m=500, last_day=300, horizon_days=7, most=4)
    >>> grid.shape, sorted(made.order.tolist())
    ((5, 5), [6, 7, 11, 12])
    """
    grid = cover(bounds, cell_m)
    cell = locate(points, grid)
    near = cell >= 0
    inside = study_area(points, inhabited, grid)
    made = rank_places(
        cell[near], when[near], grid, inside, last_day=last_day, horizon_days=horizon_days, most=most
    )
    return None if made is None else (grid, made)


def row_of_places(places: int) -> CellGrid:
    """Places without neighbours, such as grids, as one row of cells.

    >>> row_of_places(3).shape
    (1, 3)
    """
    return CellGrid(0.0, 0.0, 1.0, 1, places)


def rank_places(
    cell: Integers,
    when: Floats,
    grid: CellGrid,
    inside: Flags,
    *,
    last_day: int,
    horizon_days: int,
    most: int,
    methods: Mapping[str, Score] = CELL_METHODS,
) -> PlaceRanking | None:
    """The ranking for the horizon_days after last_day; None where the history is too short or too thin to test it.

    Parameters
    ----------
    cell : (n,) numbers of the places of incidents (row * columns + column), all inside.
    when : (n,) days with fraction up to last_day (ordinals); inside : (rows, columns) places that may be named.
    most : how many places to name.

    Source: the long-run count with shrinkage; another method only where its back-test beats the count's.

    >>> rng = np.random.default_rng(0)
    >>> cell, when = np.minimum(rng.geometric(0.1, 4000) - 1, 99), rng.uniform(1, 301, 4000)
    >>> made = rank_places(cell, when, row_of_places(100), np.ones((1, 100), bool), last_day=300, horizon_days=7, most=3)
    >>> made.order.tolist(), made.coming.expected.round(1).tolist(), made.backtest.ships
    ([0, 1, 2], [9.0, 8.4, 7.9], 'count')
    """
    end = last_day + 1
    first = int(np.floor(when.min(initial=end)))
    slot = np.zeros(cell.size, dtype=np.int64)
    try:
        origins = rolling_origins(first, end, horizon_days)
        tested = backtest(
            cell, when, slot, grid, inside, origins=origins, horizon_days=horizon_days, methods=methods
        )
    except ValueError:
        return None
    score = methods[tested.ships](Past(grid, inside, cell, end - when, slot, 1))
    order = rank_cells(score, inside, most)[0]
    counts = np.bincount(cell, minlength=inside.size)
    known = np.flatnonzero(inside.ravel())
    coming = coming_events(counts[known], end - first, horizon_days)
    at = np.searchsorted(known, order)
    return PlaceRanking(order, Coming(coming.expected[at], coming.low[at], coming.high[at]), tested)
