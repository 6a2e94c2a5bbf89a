"""Getis-Ord Gi*: how far the events in each cell's window stand out from the whole, on equal square cells."""

from dataclasses import dataclass

import numpy as np
from scipy.stats import norm

from .cells import Flags, Floats, window_sums


@dataclass(frozen=True)
class LocalStatistic:
    """Per cell, (rows, columns): the statistic, its z score and two-sided p; nan outside the study area.

    window: the sum of the values over the window (Gi*: with the cell itself, local Moran: without it).
    """

    value: Floats
    z: Floats
    p: Floats
    window: Floats


def gi_star(values: Floats, inside: Flags, *, radius: int = 1) -> LocalStatistic:
    """Gi* of each cell with equal weights in a square window that holds the cell itself.

    Parameters
    ----------
    values : (rows, columns) counts or rates per cell.
    inside : (rows, columns) whether the cell belongs to the study area; others neither count nor are judged.
    radius : cells in each direction; 1 = the cell and its eight neighbours.

    Returns
    -------
    LocalStatistic whose value is the share of all events that the window holds; z and p by the normal
    approximation. Where nothing varies z is 0. Heavy-tailed counts want `permutation_tails` for p.

    Raises
    ------
    ValueError : when the arrays differ in shape or fewer than two cells are inside.

    Source: Ord and Getis (1995), Local spatial autocorrelation statistics, equation 14.

    >>> counts = np.zeros((5, 5)); counts[2, 2] = 9
    >>> found = gi_star(counts, np.ones((5, 5), dtype=bool))
    >>> round(float(found.z[2, 2]), 3), round(float(found.z[0, 0]), 3)
    (1.333, -0.436)
    """
    x, n = study_values(values, inside)
    reach = window_sums(inside.astype(np.int64), radius).astype(np.float64)
    window = window_sums(x, radius)
    spread = x[inside].std() * np.sqrt(np.maximum(n * reach - reach**2, 0) / (n - 1))
    excess = window - reach * x[inside].mean()
    z = np.divide(excess, spread, out=np.zeros_like(x), where=spread > 0)
    total = x.sum()
    return outside_is_nan(window / total if total else np.zeros_like(x), z, window, inside)


def study_values(values: Floats, inside: Flags) -> tuple[Floats, int]:
    """The values with 0 outside the study area, and how many cells it has; raises ValueError below two."""
    if values.shape != inside.shape or inside.sum() < 2:
        raise ValueError(
            f"values {values.shape} and inside {inside.shape} must agree and hold two cells or more"
        )
    return np.where(inside, values, 0.0).astype(np.float64), int(inside.sum())


def outside_is_nan(value: Floats, z: Floats, window: Floats, inside: Flags) -> LocalStatistic:
    """The statistic with its two-sided normal p, nan in cells that are not inside."""
    p = 2 * norm.sf(np.abs(z))
    return LocalStatistic(*(np.where(inside, array, np.nan) for array in (value, z, p, window)))
