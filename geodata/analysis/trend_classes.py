"""How a hot spot came to be: new, intensifying, persistent, diminishing, sporadic …, cell by cell."""

from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from geodata.rules.heat_limits import ALWAYS_SHARE, TREND_SIGNIFICANCE

from .cells import CellGrid, Flags, Floats, Integers
from .hotspots import hot_cells
from .mann_kendall import deseasonalise, mann_kendall


class TrendClass(StrEnum):
    """The class of a cell; a cell is never in two."""

    NONE = "none"
    NEW = "new"
    CONSECUTIVE = "consecutive"
    INTENSIFYING = "intensifying"
    PERSISTENT = "persistent"
    DIMINISHING = "diminishing"
    SPORADIC = "sporadic"
    OSCILLATING = "oscillating"
    HISTORICAL = "historical"

    @property
    def zh(self) -> str:
        """How the map's legend calls it."""
        return _ZH[self]


_ZH = {
    TrendClass.NONE: "无热点",
    TrendClass.NEW: "新增",
    TrendClass.CONSECUTIVE: "连续",
    TrendClass.INTENSIFYING: "加剧",
    TrendClass.PERSISTENT: "持续",
    TrendClass.DIMINISHING: "减弱",
    TrendClass.SPORADIC: "间歇",
    TrendClass.OSCILLATING: "冷热交替",
    TrendClass.HISTORICAL: "历史",
}


def trend_classes(hot: Flags, cold: Flags, direction: Integers) -> NDArray[np.str_]:
    """The TrendClass of each cell.

    Parameters
    ----------
    hot, cold : (steps, ...) whether the cell was significantly hot or cold in each period, oldest first.
    direction : (...) 1 where its series rises significantly, -1 where it falls, 0 otherwise (`directions`).

    Returns
    -------
    (...) values of TrendClass. Of cells hot in the last period: NEW, never before; CONSECUTIVE, without a break up to
    now but less than ALWAYS_SHARE of the time; hot ALWAYS_SHARE of the time INTENSIFYING, DIMINISHING or PERSISTENT by
    direction; OSCILLATING, was cold once; SPORADIC otherwise. Not hot now but ALWAYS_SHARE of the time before:
    HISTORICAL.

    Raises
    ------
    ValueError : with fewer than two periods.

    Source: the classes of emerging hot spot analysis (ESRI, space time pattern mining).

    >>> hot = np.array([[0, 1, 1, 0], [0, 1, 0, 0], [1, 1, 1, 0]], dtype=bool)
    >>> trend_classes(hot, np.zeros_like(hot), np.array([0, 1, 0, 0])).tolist()
    ['new', 'intensifying', 'sporadic', 'none']
    """
    steps = len(hot)
    if steps < 2:
        raise ValueError(f"classes need two periods or more, not {steps}")
    now, times = hot[-1], hot.sum(axis=0)
    run = np.cumprod(hot[::-1], axis=0).sum(axis=0)
    always = times >= ALWAYS_SHARE * steps
    conditions = [
        now & (times == 1),
        now & always & (direction > 0),
        now & always & (direction < 0),
        now & always,
        now & (run == times),
        now & cold[:-1].any(axis=0),
        now,
        ~now & (times >= ALWAYS_SHARE * (steps - 1)),
    ]
    names = [
        TrendClass.NEW,
        TrendClass.INTENSIFYING,
        TrendClass.DIMINISHING,
        TrendClass.PERSISTENT,
        TrendClass.CONSECUTIVE,
        TrendClass.OSCILLATING,
        TrendClass.SPORADIC,
        TrendClass.HISTORICAL,
    ]
    return np.select(conditions, [name.value for name in names], TrendClass.NONE.value)


def directions(counts: Floats, season: Integers, *, significance: float = TREND_SIGNIFICANCE) -> Integers:
    """1 where a series rises significantly once the season is out, -1 where it falls, 0 otherwise, (n,).

    counts : (n, steps); season : (steps,) labels, see `deseasonalise`.

    Source: Mann-Kendall on the de-seasonalised series.

    >>> directions(np.array([[1.0, 5, 2, 7, 4, 9, 5, 12], [3, 3, 3, 3, 3, 3, 3, 3]]), np.zeros(8, dtype=int)).tolist()
    [1, 0]
    """
    found = mann_kendall(deseasonalise(counts, season))
    return np.where(found.p < significance, np.sign(found.s), 0).astype(np.int64)


def classify_cells(counts: Integers, inside: Flags, grid: CellGrid, season: Integers) -> NDArray[np.str_]:
    """The TrendClass of each cell, from the events counted in it in equal periods, (rows, columns).

    Parameters
    ----------
    counts : (periods, rows, columns), oldest first; periods of four weeks hold the days of the week evenly.
    inside : (rows, columns) the study area; cells outside are NONE.
    season : (periods,) labels such as the month, see `deseasonalise`.

    Raises
    ------
    ValueError : as `hot_cells`, `directions` and `trend_classes` do.

    Source: Gi* of each period under false-discovery control, and the Mann-Kendall test of each cell's window.

    >>> counts = np.random.default_rng(1).poisson(2.0, (6, 12, 12)); counts[-1, 5:8, 5:8] += 9
    >>> classes = classify_cells(counts, np.ones((12, 12), bool), CellGrid(0, 0, 300, 12, 12), np.zeros(6, int))
    >>> str(classes[6, 6]), str(classes[1, 1])
    ('new', 'none')
    """
    found = [hot_cells(period, inside, grid) for period in counts]
    windows = np.array([one.window for one in found], dtype=np.float64)
    direction = np.zeros(inside.shape, dtype=np.int64)
    direction[inside] = directions(windows[:, inside].T, season)
    hot, cold = np.array([one.hot for one in found]), np.array([one.cold for one in found])
    return trend_classes(hot, cold, direction)
