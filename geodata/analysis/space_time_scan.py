"""Where more events have lately come than place and day each explain: the space-time permutation scan."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from geodata.rules.heat_limits import WARNING_DAYS, WARNING_FEWEST_EVENTS, WARNING_SIDES

from .cells import CellGrid, Floats, Integers, corner_sums, squares_of

_EULER = 0.5772156649015329
# Fewer values do not settle a distribution.
_LEAST_FITTED = 10


@dataclass(frozen=True)
class History:
    """Events of one category up to a day: cell and day of each (n,), day 0 the first, len(stratum) - 1 the last.

    stratum: (days,) kind of each day, such as 0 working day and 1 day off; each kind has its own map of what is usual.
    unit: (n,) events of one unit happen together, and are shuffled together (all different where each is on its own).
    """

    grid: CellGrid
    cell: Integers
    day: Integers
    stratum: Integers
    unit: Integers


@dataclass(frozen=True)
class Cluster:
    """A square of side x side cells from (row, column) and the last `days` days; statistic: log likelihood ratio."""

    row: int
    column: int
    side: int
    days: int
    observed: int
    expected: float
    statistic: float


@dataclass(frozen=True)
class Chance:
    """How large the largest statistic of a day is by chance: 0 or, with probability `share`, of a Gumbel distribution."""

    location: float
    scale: float
    share: float = 1.0

    def recurrence_days(self, statistic: float) -> float:
        """In how many days chance alone reaches this statistic once, when scanning daily.

        >>> round(Chance(6.0, 1.0).recurrence_days(10.6))
        100
        """
        reduced = (statistic - self.location) / self.scale
        return float(1 / max(-np.expm1(-np.exp(-reduced)) * self.share, 1e-12))

    def statistic_for(self, recurrence_days: float) -> float:
        """The statistic that chance alone reaches once in so many days; 0 where anything is rarer than that.

        >>> round(Chance(6.0, 1.0).statistic_for(100), 2)
        10.6
        """
        p = 1 / (recurrence_days * self.share)
        return float(self.location - self.scale * np.log(-np.log1p(-p))) if p < 1 else 0.0


def scan(
    history: History, *, least: float = 0.0, sides: Sequence[int] = WARNING_SIDES, days: int = WARNING_DAYS
) -> list[Cluster]:
    """The clusters that are alive on the last day, strongest first; of those that share a cell the strongest.

    Parameters
    ----------
    history : events of one category.
    least : statistic that a cluster must reach.
    sides : sides of the squares, cells; days : the longest duration tried.

    Source: Kulldorff, Heffernan, Hartman, Assunção and Mostashari (2005), A space-time permutation scan statistic for
    disease outbreak detection; expected counts within kinds of days.

    >>> day = np.concatenate([np.arange(60) // 2, [28, 28, 29, 29, 29]])
    >>> cell = np.concatenate([np.arange(60) % 16, [5, 5, 5, 5, 5]])
    >>> grid = CellGrid(0, 0, 500, 4, 4)
    >>> found = scan(History(grid, cell, day, np.zeros(30, dtype=int), np.arange(65)))
    >>> found[0].row, found[0].column, found[0].side, found[0].days, found[0].observed
    (1, 1, 1, 2, 5)
    """
    tables = _tables(history, days)
    found = [c for side in _fitting(history, sides) for c in _clusters(_tried(tables, side), side, least)]
    found.sort(key=lambda c: (-c.statistic, c.side, c.days, c.row, c.column))
    kept: list[Cluster] = []
    for one in found:
        if not any(_share_a_cell(one, other) for other in kept):
            kept.append(one)
    return kept


def chance_of(
    history: History,
    *,
    permutations: int = 99,
    seed: int = 0,
    sides: Sequence[int] = WARNING_SIDES,
    days: int = WARNING_DAYS,
) -> Chance:
    """How large the largest statistic gets when the days of units are shuffled within their kind of day.

    Parameters
    ----------
    history, sides, days : as in `scan`.
    permutations : shuffles; 99 settle the recurrence interval to about a fifth.

    Raises
    ------
    ValueError : with fewer than ten permutations.

    Source: Abrams, Kulldorff and Kleinman (2010), Gumbel based p-value approximations for spatial scan statistics.

    >>> rng = np.random.default_rng(0)
    >>> history = History(CellGrid(0, 0, 500, 9, 9), rng.integers(0, 81, 400), rng.integers(0, 90, 400),
    ...                   np.zeros(90, dtype=int), np.arange(400))
    >>> chance = chance_of(history, permutations=19)
    >>> 2 < chance.location < 7, 0.3 < chance.scale < 2
    (True, True)
    """
    if permutations < 10:
        raise ValueError(f"a distribution needs ten permutations or more, not {permutations}")
    rng = np.random.default_rng(seed)
    largest = [_largest(shuffled(history, rng), sides, days) for _ in range(permutations)]
    return _gumbel(np.array(largest))


def _gumbel(largest: Floats) -> Chance:
    """The distribution of the largest statistics, by moments of those that are not 0.

    Of rare events most shuffles hold no cluster at all; then the largest one seen is taken as usual among the rest.
    """
    some = largest[largest > 0]
    if some.size < _LEAST_FITTED:
        return Chance(float(largest.max()), 1.0, (some.size + 1) / (largest.size + 1))
    scale = float(max(np.std(some, ddof=1) * np.sqrt(6) / np.pi, 1e-6))
    return Chance(float(np.mean(some)) - _EULER * scale, scale, some.size / largest.size)


def shuffled(history: History, rng: np.random.Generator) -> History:
    """The same places and the same kinds of days, dealt anew; units stay together with their lags.

    >>> one = History(CellGrid(0, 0, 500, 1, 2), np.array([0, 1, 1]), np.array([0, 3, 4]), np.zeros(9, dtype=int),
    ...               np.array([0, 1, 1]))
    >>> two = shuffled(one, np.random.default_rng(3))
    >>> two.day.tolist()
    [3, 0, 1]
    """
    if not history.day.size:
        return history
    _, unit = np.unique(history.unit, return_inverse=True)
    start = np.full(unit.max() + 1, len(history.stratum))
    np.minimum.at(start, unit, history.day)
    dealt = start.copy()
    for kind in np.unique(history.stratum[start]):
        members = np.flatnonzero(history.stratum[start] == kind)
        dealt[members] = start[rng.permutation(members)]
    day = (history.day - start[unit] + dealt[unit]) % len(history.stratum)
    return replace(history, day=day)


@dataclass(frozen=True)
class _Tables:
    """What a scan looks up, as sums from the south-west corner (see `_squares`).

    observed: (durations, rows + 1, columns + 1) events of the last 1, 2, … days. usual: (kinds, rows + 1, columns + 1)
    share of the events of a kind of day; expected are usual times late: (kinds, durations) events of those days.
    """

    observed: Integers
    usual: Floats
    late: Floats
    total: int


def _tables(history: History, days: int) -> _Tables:
    last, shape = len(history.stratum) - 1, history.grid.shape
    size, days = shape[0] * shape[1], min(days, last + 1)
    ago = last - history.day
    late = ago < days
    observed = np.bincount(ago[late] * size + history.cell[late], minlength=days * size).reshape(days, *shape)
    kinds = np.unique(history.stratum[last - days + 1 :])
    back = last - np.arange(days)
    of_day = np.bincount(history.day, minlength=last + 1)[back]
    of_kind = np.where(history.stratum[back] == kinds[:, None], of_day, 0)
    usual = np.zeros((len(kinds), *shape))
    for i, kind in enumerate(kinds):
        cells = history.cell[history.stratum[history.day] == kind]
        usual[i] = np.bincount(cells, minlength=size).reshape(shape) / max(cells.size, 1)
    late_sums = np.cumsum(of_kind, axis=1).astype(np.float64)
    return _Tables(corner_sums(np.cumsum(observed, axis=0)), corner_sums(usual), late_sums, history.day.size)


@dataclass(frozen=True)
class _Tried:
    """Squares where more was observed than expected, (n,) each: duration - 1, row, column and figures."""

    back: Integers
    row: Integers
    column: Integers
    observed: Integers
    expected: Floats
    statistic: Floats


def _tried(tables: _Tables, side: int) -> _Tried:
    observed = squares_of(tables.observed, side)
    at = back, row, column = np.nonzero(observed >= WARNING_FEWEST_EVENTS)
    usual = squares_of(tables.usual, side)[:, row, column]
    expected = (usual * tables.late[:, back]).sum(axis=0)
    more = observed[at] > expected
    # Differences of running sums leave rounding noise where nothing is expected.
    c, e = observed[at][more], np.maximum(expected[more], 1e-6)
    rest = tables.total - c
    outside = np.where(rest > 0, rest * np.log(np.maximum(rest, 1) / np.maximum(tables.total - e, 1e-6)), 0.0)
    return _Tried(back[more], row[more], column[more], c, e, c * np.log(c / e) + outside)


def _largest(history: History, sides: Sequence[int], days: int) -> float:
    tables = _tables(history, days)
    return max(float(_tried(tables, side).statistic.max(initial=0.0)) for side in _fitting(history, sides))


def _fitting(history: History, sides: Sequence[int]) -> list[int]:
    return [side for side in sides if side <= min(history.grid.shape)]


def _clusters(tried: _Tried, side: int, least: float) -> list[Cluster]:
    return [
        Cluster(
            int(tried.row[i]),
            int(tried.column[i]),
            side,
            int(tried.back[i]) + 1,
            int(tried.observed[i]),
            float(tried.expected[i]),
            float(tried.statistic[i]),
        )
        for i in np.flatnonzero(tried.statistic >= least)
    ]


def _share_a_cell(one: Cluster, other: Cluster) -> bool:
    return (
        one.row < other.row + other.side
        and other.row < one.row + one.side
        and one.column < other.column + other.side
        and other.column < one.column + one.side
    )
