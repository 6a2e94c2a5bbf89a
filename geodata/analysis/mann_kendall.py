"""Whether series rise or fall: Mann-Kendall, Sen's slope, and the season taken out first."""

from dataclasses import dataclass

import numpy as np
from scipy.stats import norm

from .cells import Floats, Integers


@dataclass(frozen=True)
class Trends:
    """Per series (n,): S, its variance, z, two-sided p, Kendall's tau and Sen's slope per step."""

    s: Floats
    variance: Floats
    z: Floats
    p: Floats
    tau: Floats
    slope: Floats


def mann_kendall(series: Floats) -> Trends:
    """The Mann-Kendall test of each series.

    Parameters
    ----------
    series : (n, steps), at least three steps, no nan.

    Raises
    ------
    ValueError : with fewer than three steps.

    Source: Mann (1945), Kendall (1975) with the correction for ties, Sen (1968); agrees with pymannkendall's
    original_test.

    >>> found = mann_kendall(np.array([[1.0, 2, 3, 4, 5], [2, 2, 2, 2, 2]]))
    >>> found.p.round(4).tolist(), found.slope.tolist()
    ([0.0275, 1.0], [1.0, 0.0])
    """
    n, steps = series.shape
    if steps < 3:
        raise ValueError(f"a trend needs three steps or more, not {steps}")
    first, second = np.triu_indices(steps, 1)
    difference = series[:, second] - series[:, first]
    s = np.sign(difference).sum(axis=1)
    slope = np.median(difference / (second - first), axis=1) if n else np.zeros(0)
    variance = (steps * (steps - 1) * (2 * steps + 5) - _ties(series)) / 18
    z = np.divide(s - np.sign(s), np.sqrt(variance), out=np.zeros(n), where=variance > 0)
    tau = s / (0.5 * steps * (steps - 1))
    return Trends(s, variance, z, 2 * norm.sf(np.abs(z)), tau, slope)


def _ties(series: Floats) -> Floats:
    """The sum of t (t - 1)(2 t + 5) over groups of t equal values in each series.

    Each value of a group of t brings (t - 1)(2 t + 5).
    """
    ordered = np.sort(series, axis=1)
    starts = np.concatenate([np.ones((len(series), 1), bool), ordered[:, 1:] != ordered[:, :-1]], axis=1)
    group = np.cumsum(starts.ravel()) - 1
    size = np.bincount(group, minlength=1)[group].reshape(series.shape).astype(np.float64)
    return ((size - 1) * (2 * size + 5)).sum(axis=1)


def deseasonalise(series: Floats, season: Integers) -> Floats:
    """The series without what every season brings to all of them together.

    Parameters
    ----------
    series : (n, steps) counts or rates.
    season : (steps,) labels such as the weekday or the month. A label must come back for its effect to be known:
        one that stands at one step only is left as it is.

    Returns
    -------
    (n, steps): each value divided by the index of its season, which is the mean share the pooled series has over its
    own straight line at the steps of that label.

    Raises
    ------
    ValueError : when the lengths differ.

    Source: classical multiplicative decomposition, as in Brockwell and Davis (2016), section 1.5.

    >>> deseasonalise(np.array([[10.0, 30, 10, 30, 10, 30]]), np.array([0, 1, 0, 1, 0, 1])).round(1).tolist()
    [[20.0, 20.0, 20.0, 20.0, 20.0, 20.0]]
    """
    if series.shape[1] != season.size:
        raise ValueError(f"{season.size} season labels for {series.shape[1]} steps")
    pooled = series.sum(axis=0)
    labels, code, often = np.unique(season, return_inverse=True, return_counts=True)
    index = _season_index(pooled, code, len(labels))
    index = np.where(often > 1, index, 1.0)
    return series / np.where(index > 0, index, 1.0)[code]


def _season_index(pooled: Floats, code: Integers, labels: int) -> Floats:
    """One factor per label, fitted together with a straight line: the line, the factors, the line again."""
    steps = np.arange(pooled.size)
    index = np.ones(labels)
    for _ in range(20):
        level = pooled / np.where(index > 0, index, 1.0)[code]
        # The line of a series that dies out must not reach 0, it is divided by.
        line = np.maximum(np.polyval(np.polyfit(steps, level, 1), steps), 1e-9 + 0.05 * abs(level.mean()))
        share = np.bincount(code, pooled, labels) / np.bincount(code, line, labels)
        index = share / (np.bincount(code, share[code], labels).sum() / pooled.size or 1.0)
    return index
