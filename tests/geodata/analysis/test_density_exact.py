"""Exact and binned density against scikit-learn."""

import numpy as np
import pytest
from sklearn.neighbors import KernelDensity

from geodata.analysis.density import density_surface
from geodata.analysis.density_exact import exact_density

BANDWIDTH = 200.0


def events(count: int) -> np.ndarray:
    rng = np.random.default_rng(count)
    return np.vstack([rng.uniform(0, 5000, (count, 2)), rng.normal((2200, 3100), 140, (count // 3, 2))])


def by_scikit_learn(points: np.ndarray, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    nodes = np.column_stack([array.ravel() for array in np.meshgrid(x, y)])
    made = KernelDensity(bandwidth=BANDWIDTH, rtol=0, atol=0).fit(points)
    return np.exp(made.score_samples(nodes)).reshape(len(y), len(x)) * len(points) * 1e6


@pytest.mark.parametrize("count", [1, 60, 700])
def test_the_exact_density_is_that_of_scikit_learn(count: int) -> None:
    points, x, y = events(count), np.arange(0, 5001, 100.0), np.arange(500, 4000, 70.0)
    made = exact_density(points, x, y, bandwidth_m=BANDWIDTH, days=30).values
    np.testing.assert_allclose(made, by_scikit_learn(points, x, y), rtol=1e-6, atol=1e-9)


def test_the_binned_density_is_within_half_a_percent_of_the_peak_at_a_quarter_of_the_bandwidth() -> None:
    points = events(900)
    made = density_surface(points, (0, 0, 5000, 5000), bandwidth_m=BANDWIDTH, step_m=BANDWIDTH / 4, days=30)
    exact = by_scikit_learn(points, made.x, made.y)
    error = np.abs(made.values - exact).max() / exact.max()
    print(f"binned density: largest error {error:.3%} of the peak")
    assert error <= 0.005


def test_many_batches_are_one_sum(monkeypatch) -> None:
    points, x = events(500), np.arange(0, 5001, 500.0)
    whole = exact_density(points, x, x, bandwidth_m=BANDWIDTH, days=30).values
    monkeypatch.setattr("geodata.analysis.density_exact._BATCH", 37)
    np.testing.assert_allclose(exact_density(points, x, x, bandwidth_m=BANDWIDTH, days=30).values, whole)


@pytest.mark.parametrize(("bandwidth", "days"), [(0, 30), (200, 0)])
def test_no_bandwidth_or_no_days_is_refused(bandwidth: float, days: float) -> None:
    with pytest.raises(ValueError, match="> 0"):
        exact_density(events(1), np.zeros(1), np.zeros(1), bandwidth_m=bandwidth, days=days)
