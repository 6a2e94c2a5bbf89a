"""How many events to expect in each cell or area in the coming days, with an interval that holds what will come."""

from dataclasses import dataclass

import numpy as np
from scipy.stats import nbinom, poisson

from geodata.rules.heat_limits import CONFIDENCE

from .area_rates import common_prior
from .cells import Floats, Integers


@dataclass(frozen=True)
class Coming:
    """Per cell, in the shape of the counts: expected events and the bounds between which they will be."""

    expected: Floats
    low: Integers
    high: Integers


def coming_events(
    counts: Integers, days: float, horizon_days: float, *, confidence: float = CONFIDENCE
) -> Coming:
    """The long-run count with shrinkage towards the mean of all cells, as events of the coming horizon_days.

    Parameters
    ----------
    counts : events per cell (or grid) in the past, any shape; every one is a place where events can happen.
    days : length of that past.

    Returns
    -------
    Coming. Shrinkage does not change the order of equal cells, so the ranking is that of the long-run count, the
    method no other has beaten in its back-test; it changes what may be promised of cells with few events.

    Raises
    ------
    ValueError : when there are no cells or a length is not positive.

    Source: gamma-Poisson (negative binomial) prediction with moments after Marshall (1991).

    >>> made = coming_events(np.array([0, 0, 2, 40]), 280, 28)
    >>> made.expected.round(2).tolist(), made.high.tolist()
    ([0.04, 0.04, 0.23, 3.89], [1, 1, 2, 8])
    """
    if not counts.size or days <= 0 or horizon_days <= 0:
        raise ValueError(
            f"{counts.size} cells, {days} days and a horizon of {horizon_days} days must all be > 0"
        )
    n = counts.astype(np.float64)
    prior = common_prior(n.ravel(), np.full(n.size, float(days)))
    tails = (1 - confidence) / 2, (1 + confidence) / 2
    if prior is None:
        expected = np.full(n.shape, n.mean() * horizon_days / days)
        low, high = (poisson.ppf(tail, expected) for tail in tails)
    else:
        shape, rate = prior[0] + n, prior[1] + days
        expected = shape / rate * horizon_days
        low, high = (nbinom.ppf(tail, shape, rate / (rate + horizon_days)) for tail in tails)
    return Coming(expected, np.maximum(low, 0).astype(np.int64), np.maximum(high, 0).astype(np.int64))
