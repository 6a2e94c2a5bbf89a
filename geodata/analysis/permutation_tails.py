"""What a window of cells holds when the counts are dealt anew to all cells: exact tails instead of shuffles."""

import numpy as np
from scipy.signal import fftconvolve

from .cells import Flags, Floats, Integers, window_sums


def permutation_tails(counts: Integers, inside: Flags, *, radius: int = 1) -> tuple[Floats, Floats]:
    """For each cell the chance that its window holds as many events or more, and as many or fewer.

    Parameters
    ----------
    counts : (rows, columns) whole numbers.
    inside : (rows, columns) the study area.
    radius : cells of the window in each direction, the cell itself included.

    Returns
    -------
    upper, lower : (rows, columns) one-sided p, nan outside. They are what endless shuffles of the counts would
    give when the cells are many against the window (counts are dealt with replacement, which is on the safe side).

    Raises
    ------
    ValueError : when a count is negative.

    Source: the null hypothesis of Getis and Ord (1992); its distribution by convolution of the histogram.

    >>> counts = np.zeros((10, 10), dtype=int); counts[4:6, 4:6] = 5
    >>> upper, lower = permutation_tails(counts, np.ones((10, 10), dtype=bool))
    >>> round(float(upper[5, 5]), 6), float(upper[0, 0])
    (0.000274, 1.0)
    """
    if counts[inside].min(initial=0) < 0:
        raise ValueError("counts must not be negative")
    counts = np.where(inside, counts, 0)
    window = window_sums(counts, radius)
    reach = np.where(inside, window_sums(inside.astype(np.int64), radius), 0)
    histogram = np.bincount(counts[inside])
    upper, lower = np.full(counts.shape, np.nan), np.full(counts.shape, np.nan)
    for size, chance in _sums(histogram / histogram.sum(), np.unique(reach[inside])):
        here = reach == size
        below = np.concatenate([[0.0], np.cumsum(chance)])
        above = np.concatenate([np.cumsum(chance[::-1])[::-1], [0.0]])
        upper[here] = np.clip(above[window[here]], 0, 1)
        lower[here] = np.clip(below[window[here] + 1], 0, 1)
    return upper, lower


def _sums(chance: Floats, sizes: Integers) -> list[tuple[int, Floats]]:
    """For each size the distribution of the sum of so many draws; sizes ascending."""
    found, drawn, reached = [], np.ones(1), 0
    for size in sizes:
        for _ in range(int(size) - reached):
            drawn = np.maximum(_convolve(drawn, chance), 0)
        reached = int(size)
        found.append((reached, drawn / drawn.sum()))
    return found


def _convolve(one: Floats, other: Floats) -> Floats:
    """Directly where that is quick, which keeps even tails of 1e-100 exact; long ones by transform."""
    if len(one) * len(other) <= 30_000_000:
        return np.convolve(one, other)
    return fftconvolve(one, other)
