"""Mann-Kendall against pymannkendall, seasons taken out, and the classes of hot spots."""

import numpy as np
import pymannkendall
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.analysis.cells import CellGrid
from geodata.analysis.mann_kendall import deseasonalise, mann_kendall
from geodata.analysis.trend_classes import TrendClass, classify_cells, directions, trend_classes


@given(st.lists(st.integers(0, 6), min_size=3, max_size=60))
def test_mann_kendall_is_that_of_pymannkendall(values: list[int]) -> None:
    made = mann_kendall(np.array([values], dtype=float))
    peer = pymannkendall.original_test(values)
    ours = [float(array[0]) for array in (made.s, made.variance, made.z, made.p, made.tau, made.slope)]
    assert ours == pytest.approx([peer.s, peer.var_s, peer.z, peer.p, peer.Tau, peer.slope], abs=1e-9)


def test_many_series_are_judged_each_on_its_own() -> None:
    series = np.random.default_rng(0).poisson(3.0, (40, 52)).astype(float)
    together = mann_kendall(series)
    for i, one in enumerate(series):
        assert together.p[i] == pytest.approx(pymannkendall.original_test(one).p, abs=1e-9)


def test_two_steps_are_no_trend() -> None:
    with pytest.raises(ValueError, match="three steps"):
        mann_kendall(np.zeros((1, 2)))


WEEK = np.array([1.3, 1.2, 1.1, 1.0, 1.0, 0.8, 0.6])


def test_a_weekly_rhythm_is_taken_out_whatever_the_trend() -> None:
    days = np.arange(140)
    made = deseasonalise(((10 + 0.1 * days) * WEEK[days % 7])[None], days % 7)[0]
    np.testing.assert_allclose(made, (10 + 0.1 * days) * made[0] / 10, rtol=0.002)


def test_a_season_that_stands_once_is_left_as_it_is() -> None:
    series = np.array([[1.0, 5.0, 9.0]])
    np.testing.assert_array_equal(deseasonalise(series, np.arange(3)), series)


def test_a_season_is_no_trend_and_no_trend_hides_behind_a_season() -> None:
    """Twenty-six weeks up to the summer look like a rise; with two years of the same they do not."""
    rng = np.random.default_rng(6)
    weeks = np.arange(104)
    season = 20 + 10 * np.sin(2 * np.pi * (weeks % 52) / 52)
    flat, rising = rng.poisson(season, (60, 104)), rng.poisson(season * (0.6 + weeks / 104), (3, 104))
    found = directions(np.vstack([flat, rising]).astype(float), weeks % 52)
    assert (found[:60] != 0).mean() <= 0.12
    assert found[60:].tolist() == [1, 1, 1]


def test_no_events_at_all_are_no_trend() -> None:
    assert directions(np.zeros((2, 14)), np.arange(14) % 7).tolist() == [0, 0]


def lanes(*rows: str) -> tuple[np.ndarray, np.ndarray]:
    """One row of marks per cell, oldest first: # hot, ~ cold, . neither."""
    marks = np.array([list(row) for row in rows]).T
    return marks == "#", marks == "~"


@pytest.mark.parametrize(
    ("row", "direction", "expected"),
    [
        ("..........", 0, "none"),
        (".........#", 0, "new"),
        ("......####", 0, "consecutive"),
        ("##########", 1, "intensifying"),
        ("#.########", 0, "persistent"),
        ("##########", -1, "diminishing"),
        ("..#..#...#", 0, "sporadic"),
        ("..~..#.#.#", 0, "oscillating"),
        ("#########.", 0, "historical"),
        ("..####....", 0, "none"),
        ("~~~~~~~~~~", 0, "none"),
    ],
)
def test_the_class_of_a_cell(row: str, direction: int, expected: str) -> None:
    made = trend_classes(*lanes(row), np.array([direction]))
    assert made.tolist() == [expected]


def test_every_class_has_a_name_in_the_legend() -> None:
    assert len({one.zh for one in TrendClass}) == len(TrendClass)


def test_planted_histories_get_their_classes_and_the_rest_none() -> None:
    rng = np.random.default_rng(8)
    periods = 13
    mean = np.full((periods, 40, 40), 2.0)
    step = np.arange(periods)
    histories = {
        "persistent": np.full(periods, 14.0),
        "intensifying": 8.0 + 2.0 * step,
        "diminishing": 34.0 - 2.0 * step,
        "new": np.where(step == periods - 1, 14.0, 2.0),
        "historical": np.where(step == periods - 1, 2.0, 14.0),
    }
    middles = dict(zip(histories, [(5, 5), (5, 20), (20, 5), (20, 20), (33, 33)], strict=True))
    for name, (row, column) in middles.items():
        mean[:, row - 1 : row + 2, column - 1 : column + 2] = histories[name][:, None, None]
    grid, inside = CellGrid(0, 0, 300, 40, 40), np.ones((40, 40), dtype=bool)
    made = classify_cells(rng.poisson(mean), inside, grid, np.zeros(periods, dtype=int))
    assert {name: str(made[at]) for name, at in middles.items()} == {name: name for name in histories}
    near = np.zeros_like(inside)
    for row, column in middles.values():
        near[row - 2 : row + 3, column - 2 : column + 3] = True
    assert (made[~near] != "none").mean() <= 0.02
