"""Planted hot spots are found, few others are, and a finding holds in other cells or loses its badge."""

import os

import numpy as np
import pytest
from scipy.ndimage import binary_dilation

from geodata.analysis.cells import CellGrid
from geodata.analysis.hotspots import find_hotspots, hot_cells, robust_shares, study_area

SEEDS = 200 if os.environ.get("PROOF") == "1" else 40
GRID = CellGrid(0, 0, 300, 100, 100)
EVERYWHERE = np.ones((100, 100), dtype=bool)


def planted(seed: int, *, times: float, uneven: bool) -> tuple[np.ndarray, np.ndarray]:
    """Counts with a patch of 30 cells that holds `times` as much, and where a window touches the patch."""
    rng = np.random.default_rng(seed)
    mean = rng.gamma(0.6, 2 / 0.6, (100, 100)) if uneven else np.full((100, 100), 2.0)
    patch = np.zeros((100, 100), dtype=bool)
    row, column = rng.integers(5, 90, 2)
    patch[row : row + 5, column : column + 6] = True
    counts = rng.poisson(np.where(patch, times * 2.0, mean))
    return counts, binary_dilation(patch, np.ones((3, 3)))


@pytest.mark.parametrize(
    ("uneven", "times"), [(False, 4), (True, 10)], ids=["even background", "uneven background"]
)
def test_of_planted_hot_spots_at_most_five_percent_are_false(uneven: bool, times: float) -> None:
    false, found = [], []
    for seed in range(SEEDS):
        counts, true = planted(seed, times=times, uneven=uneven)
        hot = hot_cells(counts, EVERYWHERE, GRID).hot
        false.append((hot & ~true).sum() / max(hot.sum(), 1))
        found.append((hot & true).sum())
    print(
        f"{SEEDS} seeds, uneven={uneven}: false {np.mean(false):.2%} of {np.mean(found):.1f} found cells each"
    )
    assert np.mean(false) <= 0.05
    assert np.mean(found) >= 20


def test_without_a_hot_spot_hardly_ever_one_is_found() -> None:
    none = [
        hot_cells(np.random.default_rng(seed).poisson(2.0, (100, 100)), EVERYWHERE, GRID)
        for seed in range(SEEDS)
    ]
    assert np.mean([one.hot.any() for one in none]) <= 0.1


def test_what_is_neither_seen_nor_expected_five_times_is_too_few_to_judge() -> None:
    counts = np.zeros((20, 20), dtype=int)
    counts[3, 3] = 4
    counts[15, 15] = 5
    made = hot_cells(counts, np.ones((20, 20), dtype=bool), CellGrid(0, 0, 300, 20, 20))
    assert made.too_few[3, 3]
    assert not made.hot[3, 3]
    assert not made.too_few[15, 15]


def test_cells_outside_the_study_area_are_neither_hot_nor_too_few() -> None:
    counts = np.random.default_rng(2).poisson(3.0, (20, 20))
    counts[:5, :5] = 60
    inside = np.ones((20, 20), dtype=bool)
    inside[:5] = False
    made = hot_cells(counts, inside, CellGrid(0, 0, 300, 20, 20))
    assert not (made.hot | made.cold | made.too_few)[:5].any()
    assert not made.hot.any()


def crowd(sigma_m: float) -> np.ndarray:
    rng = np.random.default_rng(11)
    return np.vstack([rng.uniform(0, 9000, (3000, 2)), rng.normal(4300, sigma_m, (150, 2))])


def test_a_true_crowd_is_one_robust_finding_at_its_place() -> None:
    _, findings = find_hotspots(crowd(200), (0, 0, 9000, 9000))
    assert len(findings) == 1
    assert findings[0].robust
    assert np.hypot(*(np.array(findings[0].place) - 4300)) < 300
    assert findings[0].events > 3 * findings[0].expected


def test_a_finding_of_one_grid_only_has_no_badge() -> None:
    """A dozen events that one grid gathers in a window and the others split."""
    shown, findings = find_hotspots(crowd(200), (0, 0, 9000, 9000))
    quiet = [hot_cells(np.random.default_rng(i).poisson(2, (30, 30)), np.ones((30, 30), bool),
                       CellGrid(0, 0, 300, 30, 30)) for i in range(11)]  # fmt: skip
    share = robust_shares(np.array([findings[0].place]), [shown, *quiet])
    assert share[0] == pytest.approx(1 / 12)


def test_places_without_people_or_events_are_not_judged() -> None:
    grid = CellGrid(0, 0, 250, 1, 4)
    inhabited = np.array([[300.0, 10.0]])
    assert study_area(np.array([[10.0, 10.0]]), inhabited, grid).tolist() == [[True, True, False, False]]
    assert study_area(np.array([[10.0, 10.0]]), None, grid).all()
