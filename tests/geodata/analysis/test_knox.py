"""Knox on the Burkitt sample and against counting every pair."""

import itertools

import geopandas
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from libpysal.examples import get_path

from geodata.analysis.knox import knox


def test_the_burkitt_sample_has_thirteen_pairs() -> None:
    cases = geopandas.read_file(get_path("burkitt.shp"))
    points = np.column_stack([cases.geometry.x, cases.geometry.y])
    found = knox(points, cases["T"].to_numpy(float), distance_m=20, time_gap=5)
    assert len(points) == 188
    assert found.pairs == 13
    assert 0.1 < found.p < 0.35


PLACES = st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8), st.integers(0, 9)), min_size=2, max_size=25)


@given(PLACES, st.integers(0, 5), st.integers(0, 4))
def test_pairs_are_those_one_counts(rows: list[tuple[int, int, int]], distance: int, gap: int) -> None:
    table = np.array(rows, dtype=float)
    made = knox(table[:, :2], table[:, 2], distance_m=distance, time_gap=gap, permutations=0)
    near = [
        (np.hypot(*(a[:2] - b[:2])) <= distance, abs(a[2] - b[2]) <= gap)
        for a, b in itertools.combinations(table, 2)
    ]
    assert made.near_space == sum(space for space, _ in near)
    assert made.near_time == sum(time for _, time in near)
    assert made.pairs == sum(space and time for space, time in near)


def test_contagion_is_seen_and_chance_is_not() -> None:
    rng = np.random.default_rng(2)
    points, times = rng.uniform(0, 5000, (300, 2)), rng.uniform(0, 365, 300)
    echo = np.vstack([points, points[:40] + 20]), np.concatenate([times, times[:40] + 1])
    assert knox(*echo, distance_m=100, time_gap=3).p == pytest.approx(0.01)
    assert knox(points, times, distance_m=300, time_gap=10).p > 0.05


def test_lengths_that_differ_are_refused() -> None:
    with pytest.raises(ValueError, match="2 points but 3 times"):
        knox(np.zeros((2, 2)), np.zeros(3), distance_m=1, time_gap=1)
