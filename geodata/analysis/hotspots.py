"""Significant hot spots of events on square cells, and whether they hold whatever the cells."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.ndimage import label

from geodata.rules.heat_limits import (
    FALSE_DISCOVERY,
    FEWEST_EXPECTED,
    HOTSPOT_CELLS_M,
    HOTSPOT_OFFSETS,
    HOTSPOT_RADIUS,
    ROBUST_SHARE,
)

from .cells import Box, CellGrid, Flags, Floats, Integers, count_cells, cover, locate, window_sums
from .false_discovery import discoveries
from .getis_ord import gi_star
from .permutation_tails import permutation_tails

# Cells of a finding whose z reaches this share of its largest may be its heart.
HEART_SHARE = 0.8


@dataclass(frozen=True)
class HotCells:
    """Per cell, (rows, columns): count, the count and the expected count of its window, z of Gi*, and verdicts.

    p is two-sided under shuffled counts; hot and cold are significant together (false discovery rate);
    too_few: neither seen nor expected often enough to judge; inside: the study area, all else is False or nan.
    """

    grid: CellGrid
    inside: Flags
    count: Integers
    window: Integers
    expected: Floats
    z: Floats
    p: Floats
    hot: Flags
    cold: Flags
    too_few: Flags


@dataclass(frozen=True)
class Finding:
    """Hot cells that touch: their numbers (row * columns + column), events, and those expected there.

    place: x, y (metres) of the middle of its busiest outstanding cell; p of that cell. robust_share: in what share
    of the grids (sizes x offsets) that place is hot; robust when ROBUST_SHARE is reached.
    """

    cells: Integers
    events: int
    expected: float
    place: tuple[float, float]
    p: float
    robust_share: float
    robust: bool


def hot_cells(
    counts: Integers,
    inside: Flags,
    grid: CellGrid,
    *,
    radius: int = HOTSPOT_RADIUS,
    share: float = FALSE_DISCOVERY,
) -> HotCells:
    """Which cells are significantly hot or cold, and which cannot be judged.

    Parameters
    ----------
    counts : (rows, columns) events per cell; inside : the study area (inhabited cells, say).
    radius : window in cells; share : accepted share of false discoveries.

    Raises
    ------
    ValueError : when the arrays differ in shape, a count is negative or fewer than two cells are inside.

    Source: Gi* (Ord and Getis 1995) with exact permutation tails, Benjamini-Hochberg over all cells inside.

    >>> counts = np.random.default_rng(1).poisson(2.0, (20, 20)); counts[5:8, 5:8] += 9
    >>> found = hot_cells(counts, np.ones((20, 20), dtype=bool), CellGrid(0, 0, 300, 20, 20))
    >>> bool(found.hot[6, 6]), bool(found.hot[15, 15])
    (True, False)
    """
    statistic = gi_star(counts.astype(np.float64), inside, radius=radius)
    upper, lower = permutation_tails(counts, inside, radius=radius)
    p = np.minimum(1.0, 2 * np.minimum(upper, lower))
    window = np.where(inside, window_sums(np.where(inside, counts, 0), radius), 0)
    expected = window_sums(inside.astype(np.int64), radius) * inside * counts[inside].mean()
    too_few = inside & (np.maximum(window, expected) < FEWEST_EXPECTED)
    significant = discoveries(p, share) & ~too_few
    hot, cold = significant & (upper < lower), significant & (lower < upper)
    return HotCells(grid, inside, counts, window, expected, statistic.z, p, hot, cold, too_few)


def study_area(events: Floats, inhabited: Floats | None, grid: CellGrid) -> Flags:
    """The cells to judge: those with an inhabited place or an event, (rows, columns); None takes all of the grid.

    events, inhabited : (n, 2), (m, 2) metres in the measuring CRS, such as the middles of buildings.

    >>> study_area(np.array([[10.0, 10.0]]), np.array([[300.0, 10.0]]), CellGrid(0, 0, 250, 1, 3)).tolist()
    [[True, True, False]]
    """
    if inhabited is None:
        return np.ones(grid.shape, dtype=bool)
    return (count_cells(events, grid) + count_cells(inhabited, grid)) > 0


def find_hotspots(
    points: Floats,
    bounds: Box,
    *,
    inhabited: Floats | None = None,
    sizes_m: Sequence[float] = HOTSPOT_CELLS_M,
    offsets: Sequence[tuple[float, float]] = HOTSPOT_OFFSETS,
    radius: int = HOTSPOT_RADIUS,
) -> tuple[HotCells, list[Finding]]:
    """The hot cells of the middle size at the first offset, and its findings, those that stand out most first.

    Parameters
    ----------
    points : (n, 2) events, metres in the measuring CRS; bounds : of the district, metres.
    inhabited : (m, 2) places where events can happen; None judges every cell of bounds.
    sizes_m, offsets : the grids in which each finding is tried again.

    Raises
    ------
    ValueError : when bounds are no box or hold fewer than two cells to judge.

    Source: the modifiable areal unit problem, Openshaw (1984): a finding that depends on the cells is none.

    >>> rng = np.random.default_rng(3)
    >>> points = np.vstack([rng.uniform(0, 6000, (1500, 2)), rng.normal(2600, 150, (90, 2))])
    >>> shown, findings = find_hotspots(points, (0, 0, 6000, 6000))
    >>> len(findings), findings[0].robust
    (1, True)
    """
    tried = {}
    for size in sizes_m:
        for offset in offsets:
            grid = cover(bounds, size, offset)
            inside = study_area(points, inhabited, grid)
            tried[size, offset] = hot_cells(count_cells(points, grid), inside, grid, radius=radius)
    shown = tried[sorted(sizes_m)[len(sizes_m) // 2], offsets[0]]
    return shown, _findings(shown, list(tried.values()))


def _findings(shown: HotCells, tried: list[HotCells]) -> list[Finding]:
    """The groups of touching hot cells (corners count)."""
    group, groups = label(shown.hot, structure=np.ones((3, 3)))
    group, z = group.ravel(), np.nan_to_num(shown.z.ravel(), nan=-np.inf)
    members = [np.flatnonzero(group == number) for number in range(1, groups + 1)]
    members.sort(key=lambda cells: -z[cells].max())
    hearts = np.array([_heart(cells, z, shown.count.ravel()) for cells in members], dtype=np.int64)
    places = shown.grid.centres()[hearts]
    shares = robust_shares(places, tried)
    mean = float(shown.count[shown.inside].mean())
    return [
        Finding(
            cells,
            int(shown.count.ravel()[cells].sum()),
            mean * cells.size,
            (float(places[i, 0]), float(places[i, 1])),
            float(shown.p.ravel()[hearts[i]]),
            float(shares[i]),
            bool(shares[i] >= ROBUST_SHARE),
        )
        for i, cells in enumerate(members)
    ]


def _heart(cells: Integers, z: Floats, count: Integers) -> int:
    """The busiest of the cells that stand out about as far as any: windows around one busy cell are all alike."""
    outstanding = cells[z[cells] >= HEART_SHARE * z[cells].max()]
    return int(outstanding[np.argmax(count[outstanding])])


def robust_shares(places: Floats, tried: Sequence[HotCells]) -> Floats:
    """In what share of several grids each place (n, 2; metres) lies in a hot cell, (n,).

    >>> grid = CellGrid(0, 0, 250, 2, 2)
    >>> hot = hot_cells(np.ones((2, 2), dtype=int), np.ones((2, 2), dtype=bool), grid)
    >>> robust_shares(np.array([[10.0, 10.0]]), [hot, hot]).tolist()
    [0.0]
    """
    share = np.zeros(len(places))
    for one in tried:
        cell = locate(places, one.grid)
        share += (cell >= 0) & one.hot.ravel()[cell]
    return share / len(tried)
