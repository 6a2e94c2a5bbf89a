"""Local Moran's I: cells that resemble their neighbours (high-high, low-low) and those that do not."""

from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from .cells import Flags, Floats, window_sums
from .getis_ord import LocalStatistic, outside_is_nan, study_values


class Quadrant(IntEnum):
    """A cell and its neighbours against the mean; numbered as esda does."""

    NONE = 0
    HIGH_HIGH = 1
    LOW_HIGH = 2
    LOW_LOW = 3
    HIGH_LOW = 4


def local_moran(
    values: Floats, inside: Flags, *, radius: int = 1
) -> tuple[LocalStatistic, NDArray[np.int64]]:
    """Local Moran's I of each cell, row-standardised over the window without the cell itself, and its Quadrant.

    Parameters
    ----------
    values, inside, radius : as in `gi_star`; a cell without neighbours inside has I = 0 and p = 1.

    Returns
    -------
    The statistic with z and p under conditional randomisation (normal approximation), and (rows, columns)
    quadrants, Quadrant.NONE outside.

    Raises
    ------
    ValueError : when the arrays differ in shape or fewer than two cells are inside.

    Source: Anselin (1995), Local indicators of spatial association; moments after Sokal, Oden and Thomson
    (1998), equations A7 and A8.

    >>> counts = np.zeros((5, 5)); counts[:2, :2] = 4
    >>> found, quadrant = local_moran(counts, np.ones((5, 5), dtype=bool))
    >>> round(float(found.value[0, 0]), 3), Quadrant(quadrant[0, 0]).name, Quadrant(quadrant[4, 4]).name
    (5.04, 'HIGH_HIGH', 'LOW_LOW')
    """
    x, n = study_values(values, inside)
    neighbours = window_sums(inside.astype(np.int64), radius) - inside
    around = window_sums(x, radius) - x
    deviation = np.where(inside, x - x[inside].mean(), 0.0)
    lag = _divide(window_sums(deviation, radius) - deviation, neighbours)
    m2 = (deviation**2).sum() / n
    value = _divide(deviation * lag * (n - 1) / n, m2)
    z = _z_score(value, deviation, neighbours, m2, n)
    up, lag_up = deviation > 0, lag > 0
    quadrant = np.select([up & lag_up, lag_up, ~up, up], [1, 2, 3, 4]) * inside
    return outside_is_nan(value, z, around, inside), quadrant.astype(np.int64)


def _z_score(value: Floats, deviation: Floats, neighbours: NDArray[np.int64], m2: float, n: int) -> Floats:
    """Value against its moments when all other values are shuffled; weights of a cell sum to 1."""
    linked = neighbours > 0
    expectation = _divide(-(deviation**2) * linked / (n - 1), m2)
    squares = _divide(linked, neighbours)
    variance = (
        _divide(deviation, m2) ** 2
        * (n / max(n - 2, 1))
        * (squares - linked / (n - 1))
        * (m2 - deviation**2 / (n - 1))
    )
    usable = variance > 1e-12
    return np.divide(
        value - expectation, np.sqrt(np.where(usable, variance, 1)), out=np.zeros_like(value), where=usable
    )


def _divide(above: NDArray[np.generic], below: NDArray[np.generic] | float) -> Floats:
    """The quotient, 0 where it would be one by 0."""
    below = np.broadcast_to(np.asarray(below, dtype=np.float64), np.shape(above))
    return np.divide(above, below, out=np.zeros(np.shape(above)), where=below != 0)
