"""The density surface against an independent exact sum, and the promises of its class breaks."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial.distance import cdist
from scipy.stats import norm

from geodata.analysis.density import class_breaks, density_surface

BOX = (0.0, 0.0, 4000.0, 3000.0)


def test_the_surface_agrees_with_the_exact_sum_within_half_a_percent_of_the_peak() -> None:
    rng = np.random.default_rng(5)
    points = np.vstack([rng.normal((1500, 1200), 300, (400, 2)), rng.normal((2800, 2000), 90, (150, 2))])
    made = density_surface(points, BOX, bandwidth_m=200, step_m=50, days=30)
    xx, yy = np.meshgrid(made.x, made.y)
    distances = cdist(np.column_stack([xx.ravel(), yy.ravel()]), points) / 200
    exact = norm.pdf(distances).sum(axis=1).reshape(xx.shape) * norm.pdf(0) / 0.2**2
    assert np.abs(made.values - exact).max() <= 0.005 * exact.max()


def test_counted_squares_agree_with_the_exact_sum_as_well() -> None:
    rng = np.random.default_rng(6)
    points = np.vstack([rng.normal((1500, 1200), 300, (4000, 2)), rng.normal((2800, 2000), 90, (1500, 2))])
    square_m = 38.0
    middles, events = np.unique(np.floor(points / square_m) + 0.5, axis=0, return_counts=True)
    made = density_surface(
        middles * square_m,
        BOX,
        bandwidth_m=200,
        step_m=50,
        days=30,
        events=events.astype(float),
        square_m=square_m,
    )
    xx, yy = np.meshgrid(made.x, made.y)
    distances = cdist(np.column_stack([xx.ravel(), yy.ravel()]), points) / 200
    exact = norm.pdf(distances).sum(axis=1).reshape(xx.shape) * norm.pdf(0) / 0.2**2
    assert np.abs(made.values - exact).max() <= 0.005 * exact.max()


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.tuples(st.floats(900, 3100), st.floats(900, 2100)), min_size=1, max_size=40),
    st.integers(1, 365),
)
def test_the_surface_holds_every_event(points: list[tuple[float, float]], days: int) -> None:
    made = density_surface(np.array(points), BOX, bandwidth_m=200, step_m=50, days=days)
    events = made.values.sum() * (50 / 1000) ** 2 * days / 30
    assert events == pytest.approx(len(points), rel=0.001)


def test_twice_the_days_is_half_the_density() -> None:
    points = np.array([[1000.0, 1000.0]])
    one, two = (density_surface(points, BOX, bandwidth_m=200, step_m=50, days=d).values for d in (30, 60))
    np.testing.assert_allclose(two * 2, one)


def test_no_events_is_a_flat_zero() -> None:
    assert density_surface(np.empty((0, 2)), BOX, bandwidth_m=200, step_m=50, days=30).values.max() == 0


def test_a_step_too_coarse_for_the_bandwidth_is_refused() -> None:
    with pytest.raises(ValueError, match="bandwidth/4"):
        density_surface(np.empty((0, 2)), BOX, bandwidth_m=100, step_m=50, days=30)


@given(st.lists(st.floats(0.5, 1e5), max_size=50))
def test_breaks_always_grow(values: list[float]) -> None:
    breaks = class_breaks(np.array(values))
    assert len(breaks) == 5
    assert all(low < high for low, high in itertools.pairwise(breaks))


def test_the_top_class_is_about_one_percent() -> None:
    values = np.random.default_rng(1).exponential(100, 100_000)
    assert np.mean(values >= class_breaks(values)[-1]) == pytest.approx(0.01, abs=0.003)
