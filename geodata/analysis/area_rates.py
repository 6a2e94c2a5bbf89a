"""Rates of events on unequal areas, drawn towards the common rate where an area is small, with intervals."""

from dataclasses import dataclass

import numpy as np
from scipy.stats import gamma, poisson

from geodata.rules.heat_limits import CONFIDENCE

from .cells import Floats, Integers


@dataclass(frozen=True)
class AreaRates:
    """Per area (n,): the raw rate, the shrunk rate and its interval, events per unit of exposure; nan without any.

    common: the rate of all areas together.
    """

    raw: Floats
    shrunk: Floats
    low: Floats
    high: Floats
    common: float


def shrunk_rates(events: Integers, exposure: Floats, confidence: float = CONFIDENCE) -> AreaRates:
    """Empirical-Bayes rates: each area's own rate weighed with the common one by how much it is known.

    Parameters
    ----------
    events : (n,) counts.
    exposure : (n,) what events are counted against (households, km², household-days); 0 where there is none.

    Raises
    ------
    ValueError : when the arrays differ in shape or something is negative.

    Source: Marshall (1991), Mapping disease and mortality rates using empirical Bayes estimators; the rate is the
    mean of a gamma distribution, whose quantiles give the interval.

    >>> rates = shrunk_rates(np.array([1, 30, 60]), np.array([10.0, 1000.0, 1000.0]))
    >>> rates.raw.round(3).tolist(), rates.shrunk.round(3).tolist()
    ([0.1, 0.03, 0.06], [0.047, 0.033, 0.057])
    """
    if events.shape != exposure.shape or (events < 0).any() or (exposure < 0).any():
        raise ValueError("events and exposure must agree in shape and not be negative")
    known = exposure > 0
    n, size = events[known].astype(np.float64), exposure[known].astype(np.float64)
    found = np.full((4, events.size), np.nan)
    common = float(n.sum() / size.sum()) if size.size else float("nan")
    if size.size:
        found[:, known] = _posterior(n, size, common, confidence)
    return AreaRates(found[0], found[1], found[2], found[3], common)


def common_prior(n: Floats, size: Floats) -> tuple[float, float] | None:
    """Shape and rate of the gamma distribution that the areas' rates come from; None where they differ by chance alone.

    n, size : (areas,) events and exposure, all exposures positive.

    Source: moments weighted by exposure, Marshall (1991).

    >>> common_prior(np.array([5.0, 5.0]), np.array([10.0, 10.0])) is None
    True
    """
    common = float(n.sum() / size.sum())
    spread = float((size * (n / size - common) ** 2).sum() / size.sum() - common / size.mean())
    return (common**2 / spread, common / spread) if spread > 0 and common > 0 else None


def _posterior(n: Floats, size: Floats, common: float, confidence: float) -> Floats:
    """Raw rate, shrunk rate, lower and upper bound, (4, areas)."""
    raw, prior = n / size, common_prior(n, size)
    tails = np.array([[(1 - confidence) / 2], [(1 + confidence) / 2]])
    if prior is None:
        # The areas differ no more than chance makes them: all have the common rate.
        bounds = gamma.ppf(tails, n.sum() + 0.5) / size.sum()
        return np.vstack([raw, np.full(n.size, common), *np.broadcast_to(bounds, (2, n.size))])
    shape, rate = prior[0] + n, prior[1] + size
    return np.vstack([raw, shape / rate, gamma.ppf(tails, shape) / rate])


def exceedance(events: Integers, expected: Floats) -> Floats:
    """The chance of so many events or more where `expected` are expected, in their shape.

    Source: the Poisson distribution; for areas of unequal exposure in place of Gi*.

    >>> exceedance(np.array([0, 9]), np.array([3.0, 3.0])).round(4).tolist()
    [1.0, 0.0038]
    """
    return np.asarray(poisson.sf(events - 1, expected), dtype=np.float64)
