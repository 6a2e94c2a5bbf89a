"""Exact intervals of small counts: a Poisson count, a share of trials, and the ratio and difference of two counts."""

import numpy as np
from numpy.typing import ArrayLike
from scipy.stats import beta, binom, chi2

from geodata.rules.heat_limits import CONFIDENCE

from .cells import Floats


def poisson_interval(count: ArrayLike, confidence: float = CONFIDENCE) -> tuple[Floats, Floats]:
    """The lower and upper bound of the expected number behind a count, in the shape of count.

    count : whole numbers, any shape.

    Source: Garwood (1936), Fiducial limits for the Poisson distribution.

    >>> low, high = poisson_interval([0, 10])
    >>> low.round(3).tolist(), high.round(3).tolist()
    ([0.0, 4.795], [3.689, 18.39])
    """
    counts = np.asarray(count, dtype=np.float64)
    tail = (1 - confidence) / 2
    low = np.where(counts > 0, chi2.ppf(tail, 2 * np.maximum(counts, 1)) / 2, 0.0)
    return low, chi2.ppf(1 - tail, 2 * counts + 2) / 2


def share_interval(
    count: ArrayLike, trials: ArrayLike, confidence: float = CONFIDENCE
) -> tuple[Floats, Floats]:
    """The lower and upper bound of the share behind count of trials; 0 to 1 where there were no trials.

    Source: Clopper and Pearson (1934).

    >>> low, high = share_interval(3, 10)
    >>> round(float(low), 4), round(float(high), 4)
    (0.0667, 0.6525)
    """
    k, n = np.broadcast_arrays(np.asarray(count, dtype=np.float64), np.asarray(trials, dtype=np.float64))
    tail = (1 - confidence) / 2
    low = np.where(k > 0, beta.ppf(tail, np.maximum(k, 1), n - k + 1), 0.0)
    high = np.where(k < n, beta.ppf(1 - tail, k + 1, np.maximum(n - k, 1)), 1.0)
    return low, high


def ratio_interval(
    before: ArrayLike, after: ArrayLike, exposure_ratio: float = 1.0, confidence: float = CONFIDENCE
) -> tuple[Floats, Floats]:
    """The bounds of how many times the later rate is the earlier one; inf above where the earlier count is 0.

    Parameters
    ----------
    before, after : counts, any shape.
    exposure_ratio : later exposure (days, households x days) over the earlier one.

    Source: given their sum, one of two Poisson counts is binomial (Przyborowski and Wilenski 1940).

    >>> low, high = ratio_interval([10], [20])
    >>> low.round(3).tolist(), high.round(3).tolist()
    ([0.894], [4.785])
    """
    first, second = (np.asarray(counts, dtype=np.float64) for counts in (before, after))
    low, high = share_interval(second, first + second, confidence)
    with np.errstate(divide="ignore"):
        return low / (1 - low) / exposure_ratio, high / (1 - high) / exposure_ratio


def ratio_p(before: ArrayLike, after: ArrayLike, exposure_ratio: float = 1.0) -> Floats:
    """The two-sided p of no change between two counts (twice the smaller tail), in their shape.

    >>> ratio_p([10, 0], [20, 0]).round(4).tolist()
    [0.0987, 1.0]
    """
    first, second = np.broadcast_arrays(np.asarray(before), np.asarray(after))
    total, share = first + second, exposure_ratio / (1 + exposure_ratio)
    tails = np.minimum(binom.cdf(second, total, share), binom.sf(second - 1, total, share))
    return np.minimum(1.0, 2 * tails)


def difference_interval(
    before: ArrayLike, after: ArrayLike, exposures: tuple[float, float], confidence: float = CONFIDENCE
) -> tuple[Floats, Floats]:
    """The bounds of the later rate minus the earlier one, per unit of exposure, in the shape of the counts.

    exposures : of the earlier and the later count, such as months.

    Source: the method of variance estimates recovery (Zou and Donner 2008) on Garwood's intervals.

    >>> low, high = difference_interval(10, 20, (1.0, 1.0))
    >>> round(float(low), 2), round(float(high), 2)
    (-1.44, 22.07)
    """
    (low1, high1), (low2, high2) = (poisson_interval(counts, confidence) for counts in (before, after))
    one, two = (
        np.asarray(n, dtype=np.float64) / size for n, size in zip((before, after), exposures, strict=True)
    )
    low1, high1, low2, high2 = (
        low1 / exposures[0],
        high1 / exposures[0],
        low2 / exposures[1],
        high2 / exposures[1],
    )
    change = two - one
    return (
        change - np.sqrt((two - low2) ** 2 + (high1 - one) ** 2),
        change + np.sqrt((high2 - two) ** 2 + (one - low1) ** 2),
    )
