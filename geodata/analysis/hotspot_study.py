"""The hot spots of the last quarter with what became of each place: the whole study of one category."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import false_discovery_control

from geodata.rules.heat_limits import HOTSPOT_DAYS, HOTSPOT_RADIUS, TREND_STEP_DAYS, TREND_STEPS, YEAR_STEPS

from .cells import Box, CellGrid, Flags, Floats, Integers, count_cells, window_sums
from .hotspots import Finding, HotCells, find_hotspots, hot_cells
from .trend_classes import TrendClass, directions, trend_classes


@dataclass(frozen=True)
class HotspotStudy:
    """The cells shown, their findings, the TrendClass of each cell and the q value of its p, (rows, columns)."""

    shown: HotCells
    findings: list[Finding]
    trend: NDArray[np.str_]
    q: Floats


def study_hotspots(
    points: Floats, day: Integers, bounds: Box, inhabited: Floats, last_day: int
) -> HotspotStudy:
    """Hot spots of the HOTSPOT_DAYS that end with last_day, and how each came to be.

    Parameters
    ----------
    points : (n, 2) incidents of one category, metres in the measuring CRS.
    day : (n,) local days as ordinals, of the whole history.
    bounds : of the district, metres; inhabited : (m, 2) places where events can happen.

    Raises
    ------
    ValueError : when fewer than two cells can be judged.

    Source: Gi* under false-discovery control, q values after Benjamini and Hochberg (1995); classes as in `trend_classes`.

    >>> rng = np.random.default_rng(3)
    >>> points = np.vstack([rng.uniform(0, 6000, (3000, 2)), rng.normal(2600, 150, (120, 2))])
    >>> day = np.concatenate([rng.integers(1, 365, 3000), rng.integers(345, 365, 120)])
    >>> study = study_hotspots(points, day, (0, 0, 6000, 6000), points, 364)
    >>> sorted(set(study.trend[study.shown.hot].tolist())), len(study.findings)
    (['new'], 1)
    """
    shown, findings = find_hotspots(_until(points, day, last_day), bounds, inhabited=inhabited)
    return HotspotStudy(shown, findings, window_trends(points, day, shown, last_day), q_values(shown.p))


def q_values(p: Floats) -> Floats:
    """The least share of false discoveries at which each test would be one, in the shape of p; nan stays.

    Source: Benjamini and Hochberg (1995), adjusted p values.

    >>> q_values(np.array([0.01, np.nan, 0.04])).tolist()
    [0.02, nan, 0.04]
    """
    tested, made = np.isfinite(p), np.full(p.shape, np.nan)
    if tested.any():
        made[tested] = false_discovery_control(np.clip(p[tested], 0, 1))
    return made


def window_trends(points: Floats, day: Integers, shown: HotCells, last_day: int) -> NDArray[np.str_]:
    """The TrendClass of each cell, (rows, columns): NONE throughout where the history holds fewer than two windows.

    The windows are those of HOTSPOT_DAYS, each TREND_STEP_DAYS before the next, the last one that of `shown`. They
    overlap, so the direction is tested on the counts of separate periods of TREND_STEP_DAYS.
    """
    none = np.full(shown.inside.shape, TrendClass.NONE.value)
    ends = window_ends(int(day.min(initial=last_day)), last_day)
    if len(ends) < 2:
        return none
    earlier = [
        hot_cells(count_cells(_until(points, day, end), shown.grid), shown.inside, shown.grid)
        for end in ends[:-1]
    ]
    hot, cold = (
        np.array([*(getattr(one, name) for one in earlier), getattr(shown, name)]) for name in ("hot", "cold")
    )
    return trend_classes(hot, cold, _directions(points, day, shown.grid, shown.inside, last_day))


def window_ends(first_day: int, last_day: int) -> list[int]:
    """The last days of the windows that fit after first_day, oldest first.

    >>> window_ends(0, 146), window_ends(100, 146)
    ([90, 118, 146], [])
    """
    fitting = (last_day - first_day + 1 - HOTSPOT_DAYS) // TREND_STEP_DAYS + 1
    steps = min(max(fitting, 0), TREND_STEPS)
    return [last_day - TREND_STEP_DAYS * back for back in range(steps - 1, -1, -1)]


def _until(points: Floats, day: Integers, end: int) -> Floats:
    """The places of the window that ends with a day."""
    return points[(day > end - HOTSPOT_DAYS) & (day <= end)]


def _directions(points: Floats, day: Integers, grid: CellGrid, inside: Flags, last_day: int) -> Integers:
    """Whether each cell's window rises or falls over the periods, (rows, columns)."""
    periods = (last_day - int(day.min()) + 1) // TREND_STEP_DAYS
    back = (last_day - day) // TREND_STEP_DAYS
    counts = np.array([count_cells(points[back == ago], grid) for ago in range(periods - 1, -1, -1)])
    windows = window_sums(np.where(inside, counts, 0), HOTSPOT_RADIUS)[:, inside].T.astype(np.float64)
    # A season can only be told from a trend where each part of the year is there twice.
    season = (
        np.arange(periods) % YEAR_STEPS if periods >= 2 * YEAR_STEPS else np.zeros(periods, dtype=np.int64)
    )
    made = np.zeros(inside.shape, dtype=np.int64)
    made[inside] = directions(windows, season)
    return made
