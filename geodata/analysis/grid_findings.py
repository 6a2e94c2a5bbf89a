"""Which grids have more events than their households explain: shrunk rates with exceedance, judged together."""

from dataclasses import dataclass

import numpy as np

from geodata.rules.heat_limits import FALSE_DISCOVERY, FEWEST_EXPECTED
from geodata.rules.small_numbers import FEWEST_HOUSEHOLDS

from .area_rates import AreaRates, exceedance, shrunk_rates
from .cells import Flags, Floats, Integers
from .hotspot_study import q_values


@dataclass(frozen=True)
class GridFindings:
    """Per grid (n,): rates per unit of exposure, expected events at the common rate, chance of so many, q, verdicts.

    nan where the grid has too few households for a rate.
    """

    rates: AreaRates
    expected: Floats
    exceedance: Floats
    q: Floats
    hot: Flags
    too_few: Flags


def find_hot_grids(events: Integers, households: Integers, *, share: float = FALSE_DISCOVERY) -> GridFindings:
    """The grids that are significantly above the common rate, and those that cannot be judged.

    Parameters
    ----------
    events, households : (n,) counts per grid; share : accepted share of false discoveries.

    Source: empirical-Bayes rates (Marshall 1991) and Poisson exceedance under Benjamini-Hochberg.

    >>> found = find_hot_grids(np.array([20, 20, 60, 1]), np.array([900, 900, 900, 20]))
    >>> found.hot.tolist(), found.too_few.tolist()
    ([False, False, True, False], [False, False, False, True])
    """
    known = households >= FEWEST_HOUSEHOLDS
    rates = shrunk_rates(np.where(known, events, 0), np.where(known, households, 0).astype(np.float64))
    expected = np.where(known, rates.common * households, np.nan)
    chance = np.where(known, exceedance(events, np.nan_to_num(expected)), np.nan)
    too_few = ~known | (np.maximum(events, np.nan_to_num(expected)) < FEWEST_EXPECTED)
    # Judged together with those of few events: leaving these out by what was seen would make the rest look rarer.
    q = q_values(chance)
    hot = (np.nan_to_num(q, nan=1.0) <= share) & ~too_few
    return GridFindings(rates, expected, chance, q, hot, too_few)
