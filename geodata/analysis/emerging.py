"""Warnings of what is emerging: places with more events than usual lately, rarer by chance than the budget allows."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from geodata.rules.heat_limits import (
    WARNING_CELL_M,
    WARNING_DAYS,
    WARNING_QUIET_DAYS,
    WARNING_RECURRENCE_DAYS,
    WARNING_TOGETHER_DAYS,
    WARNING_TOGETHER_M,
)

from .cells import Box, Floats, Integers, cover, locate
from .repeats import collapse_repeats
from .space_time_scan import Chance, Cluster, History, chance_of, scan


@dataclass(frozen=True)
class Emerging:
    """A warning: where (box, metres), since which day, until which day it was seen, and how unusual it is.

    observed and expected events, ratio = observed / expected, recurrence_days: how rarely chance does this;
    events: their numbers in the input.
    """

    box: Box
    start_day: int
    last_day: int
    observed: int
    expected: float
    ratio: float
    recurrence_days: float
    events: tuple[int, ...]


def history_until(
    points: Floats,
    day: Integers,
    bounds: Box,
    stratum: Integers,
    last_day: int,
    *,
    unit: Integers | None = None,
    cell_m: float = WARNING_CELL_M,
) -> tuple[History, Integers]:
    """The events of the days that end with last_day, as the scan takes them, and their numbers in the input.

    Parameters
    ----------
    points : (n, 2) events of one category, metres in the measuring CRS, repeats collapsed.
    day : (n,) local days as numbers (such as date.toordinal()).
    bounds : of the district, metres; events outside are left out.
    stratum : (days,) kind of each day of the history, oldest first; its length is the length of the history.
    unit : (n,) what happens together (see `History`); None takes what `events_together` finds.
    cell_m : side of a cell, metres.

    >>> history, number = history_until(np.array([[10.0, 10.0], [10.0, 10.0]]), np.array([5, 99]), (0, 0, 500, 500),
    ...                                 np.zeros(30, dtype=int), 100)
    >>> history.day.tolist(), number.tolist()
    ([28], [1])
    """
    grid = cover(bounds, cell_m)
    cell = locate(points, grid)
    since = day - (last_day - len(stratum) + 1)
    number = np.flatnonzero((cell >= 0) & (since >= 0) & (since < len(stratum)))
    units = events_together(points[number], day[number]) if unit is None else unit[number]
    return History(grid, cell[number], since[number], stratum, units), number


def events_together(points: Floats, day: Integers) -> Integers:
    """Which events are one happening, (n,) labels: those near and soon after a first one.

    Without this an ordinary series of thefts or a burst pipe looks rarer than it is, and warnings come too often: on
    real thefts 8.6 in 100 days where one was meant.

    points : (n, 2) metres; day : (n,) local days as numbers.

    >>> events_together(np.array([[0.0, 0.0], [90.0, 0.0], [900.0, 0.0]]), np.array([4, 5, 5])).tolist()
    [0, 0, 2]
    """
    return collapse_repeats(
        points,
        day.astype(np.float64),
        np.zeros(len(points), dtype=np.int64),
        distance_m=WARNING_TOGETHER_M,
        within_days=WARNING_TOGETHER_DAYS,
    )


def usual_chance(history: History, *, permutations: int = 99, seed: int = 0) -> Chance:
    """How large statistics get by chance in this category, from the history without its last week.

    What has just begun must not pass for usual; see `chance_of`. It changes slowly and may be kept for a week.

    >>> rng = np.random.default_rng(4)
    >>> points, day = rng.uniform(0, 10_000, (900, 2)), rng.integers(0, 182, 900)
    >>> history, _ = history_until(points, day, (0, 0, 10_000, 10_000), np.zeros(182, dtype=int), 181)
    >>> 6 < usual_chance(history).statistic_for(100) < 12
    True
    """
    kept = history.day < len(history.stratum) - WARNING_DAYS
    settled = History(
        history.grid,
        history.cell[kept],
        history.day[kept],
        history.stratum[:-WARNING_DAYS],
        history.unit[kept],
    )
    return chance_of(settled, permutations=permutations, seed=seed)


def find_emerging(
    history: History,
    number: Integers,
    last_day: int,
    *,
    chance: Chance | None = None,
    recurrence_days: float = WARNING_RECURRENCE_DAYS,
) -> list[Emerging]:
    """The warnings of the last day of a history, rarest first; none where it holds too little.

    Parameters
    ----------
    history, number, last_day : as `history_until` gives and takes them.
    chance : of this category's statistics; None works it out (`usual_chance`).
    recurrence_days : the budget: only what chance does at most once in so many days.

    >>> rng = np.random.default_rng(4)
    >>> points = np.vstack([rng.uniform(0, 10_000, (900, 2)), np.tile([[2250.0, 2250.0]], (6, 1))])
    >>> day = np.concatenate([rng.integers(0, 182, 900), [179, 180, 180, 181, 181, 181]])
    >>> history, number = history_until(points, day, (0, 0, 10_000, 10_000), np.zeros(182, dtype=int), 181)
    >>> warning = find_emerging(history, number, 181)[0]
    >>> warning.box, warning.start_day, warning.observed, warning.events[0]
    ((2000.0, 2000.0, 2500.0, 2500.0), 179, 6, 900)
    """
    known = chance or usual_chance(history)
    found = scan(history, least=known.statistic_for(recurrence_days))
    return [_warning(one, history, number, last_day, known) for one in found]


def _warning(found: Cluster, history: History, number: Integers, last_day: int, chance: Chance) -> Emerging:
    row, column = np.divmod(history.cell, history.grid.columns)
    inside = (
        (history.day >= len(history.stratum) - found.days)
        & (row >= found.row)
        & (row < found.row + found.side)
        & (column >= found.column)
        & (column < found.column + found.side)
    )
    return Emerging(
        history.grid.box_of(found.row, found.column, found.side),
        last_day - found.days + 1,
        last_day,
        found.observed,
        found.expected,
        found.observed / found.expected,
        chance.recurrence_days(found.statistic),
        tuple(number[inside].tolist()),
    )


def new_warnings(
    found: Sequence[Emerging], earlier: Sequence[Emerging], *, quiet_days: int = WARNING_QUIET_DAYS
) -> tuple[list[Emerging], list[tuple[int, Emerging]]]:
    """What is new, and what goes on: (place in `earlier`, as found now).

    earlier: warnings of the category given so far, each with the day it was last seen. One that is found again where
    an earlier one lies (boxes that overlap or touch), not more than quiet_days after that was last seen, goes on.

    >>> one = Emerging((0, 0, 500, 500), 3, 5, 6, 0.4, 15.0, 500.0, ())
    >>> new, goes_on = new_warnings([Emerging((500, 0, 1000, 500), 4, 9, 5, 0.4, 12.5, 200.0, ())], [one])
    >>> len(new), goes_on[0][0]
    (0, 0)
    """
    new, goes_on = [], []
    for one in found:
        places = [
            i
            for i, other in enumerate(earlier)
            if one.last_day - other.last_day <= quiet_days and _touch(one.box, other.box)
        ]
        if places:
            goes_on.append((places[0], one))
        else:
            new.append(one)
    return new, goes_on


def _touch(one: Box, other: Box) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]
