"""Where next: cells ranked by what may be expected there, by the long-run count or by methods that must beat it."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.ndimage import gaussian_filter

from .cells import CellGrid, Flags, Floats, Integers, window_sums

# A month is what moving-window density usually looks back on.
RECENT_DAYS = 28
HALF_LIFE_DAYS = 90.0
KERNEL_M = 250.0


@dataclass(frozen=True)
class Past:
    """Events up to a moment: cell number and age in days (> 0) of each, and its slot of the week; all (n,).

    inside: (rows, columns) the study area. slots: how many slots a week is cut into (1 = none).
    """

    grid: CellGrid
    inside: Flags
    cell: Integers
    age_days: Floats
    slot: Integers
    slots: int


Score = Callable[[Past], Floats]


def long_run_count(past: Past) -> Floats:
    """All events of each cell so far, (1, cells): the baseline that every other method has to beat.

    >>> grid = CellGrid(0, 0, 250, 1, 3)
    >>> past = Past(grid, np.ones((1, 3), bool), np.array([2, 2, 0]), np.ones(3), np.zeros(3, int), 1)
    >>> long_run_count(past).tolist()
    [[1.0, 0.0, 2.0]]
    """
    return _counts(past)[None, :]


def shrunk_count(past: Past) -> Floats:
    """The long-run count drawn towards the mean of its neighbours, by how much chance there is in it, (1, cells).

    A cell of few events says little of itself; what its eight neighbours hold then decides.

    Source: empirical-Bayes smoothing with a local mean, Marshall (1991), section 3; spread by moments of all cells.

    >>> grid = CellGrid(0, 0, 250, 1, 3)
    >>> past = Past(grid, np.ones((1, 3), bool), np.array([2] * 8), np.ones(8), np.zeros(8, int), 1)
    >>> shrunk_count(past).round(2).tolist()
    [[0.0, 0.92, 6.23]]
    """
    counts = _counts(past).reshape(past.grid.shape)
    reach = window_sums(past.inside.astype(np.int64), 1)
    mean = np.divide(window_sums(counts, 1), reach, out=np.zeros_like(counts), where=reach > 0)
    excess = ((counts - mean)[past.inside] ** 2).mean() - counts[past.inside].mean()
    spread = max(float(excess), 1e-9)
    own = spread / (spread + np.maximum(mean, 1e-9))
    return (own * counts + (1 - own) * mean).reshape(1, -1)


def fading_count(past: Past) -> Floats:
    """The count in which an event weighs half after HALF_LIFE_DAYS, (1, cells)."""
    return _counts(past, 0.5 ** (past.age_days / HALF_LIFE_DAYS))[None, :]


def recent_density(past: Past) -> Floats:
    """The Gaussian density of the last RECENT_DAYS at the middle of each cell, up to a factor, (1, cells)."""
    counts = _counts(past, (past.age_days <= RECENT_DAYS).astype(np.float64))
    smooth = gaussian_filter(counts.reshape(past.grid.shape), KERNEL_M / past.grid.cell_m, mode="constant")
    return np.asarray(smooth, dtype=np.float64).reshape(1, -1)


def slot_count(past: Past) -> Floats:
    """The long-run count dealt to the slots of the week, by each cell's own rhythm and the district's, (slots, cells).

    Source: gamma-Poisson count times the mean of a Dirichlet-multinomial, whose weight rhythm_weight takes from the data.

    >>> grid = CellGrid(0, 0, 250, 1, 2)
    >>> past = Past(grid, np.ones((1, 2), bool), np.array([0, 0, 1]), np.ones(3), np.array([0, 1, 1]), 2)
    >>> slot_count(past).sum(axis=0).round(6).tolist()
    [2.0, 1.0]
    """
    cells = past.grid.rows * past.grid.columns
    own = np.bincount(past.slot * cells + past.cell, minlength=past.slots * cells).reshape(past.slots, cells)
    rhythm = np.bincount(past.slot, minlength=past.slots) / max(past.slot.size, 1)
    total, weight = own.sum(axis=0), rhythm_weight(own)
    if np.isinf(weight):
        return np.asarray(total * rhythm[:, None], dtype=np.float64)
    share = (own + weight * rhythm[:, None]) / np.maximum(total + weight, 1e-9)
    return np.asarray(total * share, dtype=np.float64)


def rhythm_weight(own: Integers) -> float:
    """How many events' worth the common rhythm weighs against a cell's own; infinite where cells differ by chance only.

    own : (slots, cells) events.

    Source: moments of the Dirichlet-multinomial, its squared distances from the common rhythm over all cells.

    >>> rhythm_weight(np.array([[90, 10], [10, 90]])) < 5, rhythm_weight(np.array([[50, 50], [50, 50]]))
    (True, inf)
    """
    total = own.sum(axis=0).astype(np.float64)
    rhythm = own.sum(axis=1) / max(own.sum(), 1)
    spread = 1 - float((rhythm**2).sum())
    seen = float(((own - total * rhythm[:, None]) ** 2).sum())
    chance, most = spread * float(total.sum()), spread * float((total**2).sum())
    return max(most - seen, 0.0) / (seen - chance) if seen > chance else float("inf")


# What the back-test tries; "count" is the baseline and stands first.
METHODS: dict[str, Score] = {
    "count": long_run_count,
    "count_shrunk": shrunk_count,
    "count_fading": fading_count,
    "density_28_days": recent_density,
    "count_slots": slot_count,
}


def rank_cells(score: Floats, inside: Flags, cells: int) -> Integers:
    """The numbers of the best cells of each slot, best first, (slots, cells); of equals the first in the grid.

    score : (slots, rows * columns); inside : (rows, columns) cells that may be named; cells : how many, at most all
    that are inside.

    >>> rank_cells(np.array([[3.0, 9.0, 5.0]]), np.array([[True, False, True]]), 2).tolist()
    [[2, 0]]
    """
    usable = np.where(inside.ravel(), score, -np.inf)
    return np.argsort(-usable, axis=1, kind="stable")[:, : min(cells, int(inside.sum()))].astype(np.int64)


def _counts(past: Past, weights: Floats | None = None) -> Floats:
    return np.bincount(past.cell, weights, past.grid.rows * past.grid.columns).astype(np.float64)
