"""A place is classed by what became of it, q values are the textbook's, grids are judged against their households."""

import numpy as np
import pytest

from geodata.analysis.grid_findings import find_hot_grids
from geodata.analysis.hotspot_study import HotspotStudy, q_values, study_hotspots, window_ends
from geodata.analysis.place_ranking import rank_places, rank_points, row_of_places
from geodata.rules.heat_limits import HOTSPOT_DAYS, TREND_STEP_DAYS, TREND_STEPS
from geodata.rules.hotspot_words import TREND_NAMES

WIDTH_M, DAYS = 9_000.0, 454
BOUNDS = (0.0, 0.0, WIDTH_M, WIDTH_M)
PLACE = (4_650.0, 4_650.0)


def town(seed: int, first: int, last: int, per_day: float) -> tuple[np.ndarray, np.ndarray]:
    """Even background of 20 a day over DAYS, and a cluster of so many a day between two days."""
    rng = np.random.default_rng(seed)
    background = rng.uniform(0, WIDTH_M, (20 * DAYS, 2))
    cluster = rng.normal(PLACE, 350, (rng.poisson(per_day * (last - first + 1)), 2))
    day = np.concatenate([rng.integers(1, DAYS + 1, 20 * DAYS), rng.integers(first, last + 1, len(cluster))])
    return np.vstack([background, cluster]), day


def class_of_place(points: np.ndarray, day: np.ndarray) -> str:
    study = study_hotspots(points, day, BOUNDS, points, DAYS)
    at = cell_of_place(study)
    assert study.shown.hot[at]
    return str(study.trend[at])


def cell_of_place(study: HotspotStudy) -> tuple[int, int]:
    cell_m = study.shown.grid.cell_m
    return int(PLACE[1] // cell_m), int(PLACE[0] // cell_m)


@pytest.mark.parametrize(
    ("first", "last", "named"),
    [(DAYS - 20, DAYS, "new"), (DAYS - 200, DAYS, "consecutive"), (1, DAYS, "persistent")],
    ids=["three weeks", "half a year", "always"],
)
def test_a_place_is_called_by_how_long_it_has_been_hot(first: int, last: int, named: str) -> None:
    assert class_of_place(*town(5, first, last, 4.0)) == named


def test_a_history_of_one_quarter_gives_no_class() -> None:
    points, day = town(5, DAYS - 40, DAYS, 4.0)
    late = day > DAYS - HOTSPOT_DAYS
    assert class_of_place(points[late], day[late]) == "none"


def test_a_place_that_was_hot_until_half_a_year_ago_is_not_shown_as_hot() -> None:
    points, day = town(5, 1, DAYS - 190, 4.0)
    study = study_hotspots(points, day, BOUNDS, points, DAYS)
    assert not study.shown.hot[cell_of_place(study)]


def test_windows_are_quarters_four_weeks_apart_and_end_with_the_last_day() -> None:
    ends = window_ends(1, 2_000)
    assert len(ends) == TREND_STEPS
    assert ends[-1] == 2_000
    assert set(np.diff(ends)) == {TREND_STEP_DAYS}
    assert window_ends(2_000 - HOTSPOT_DAYS + 1, 2_000) == [2_000]


def test_every_class_has_a_name_in_both_languages() -> None:
    from geodata.analysis.trend_classes import TrendClass

    unnamed = {TrendClass.HISTORICAL.value}  # not hot now, so never drawn
    assert set(TREND_NAMES) == {one.value for one in TrendClass} - unnamed
    assert all(zh and en for zh, en in TREND_NAMES.values())


def test_q_values_are_those_of_the_step_up_by_hand() -> None:
    p = np.random.default_rng(2).uniform(0, 1, 40) ** 3
    order = np.argsort(p)
    by_hand = np.empty(40)
    least = 1.0
    for rank in range(40, 0, -1):
        least = min(least, p[order[rank - 1]] * 40 / rank)
        by_hand[order[rank - 1]] = least
    assert np.allclose(q_values(p), by_hand, atol=1e-12)


def test_grids_that_differ_by_chance_alone_are_hardly_ever_hot() -> None:
    found = []
    for seed in range(200):
        rng = np.random.default_rng(seed)
        households = rng.integers(60, 3_000, 216)
        found.append(find_hot_grids(rng.poisson(households * 0.01), households).hot.any())
    assert np.mean(found) <= 0.05


def test_a_grid_of_three_times_the_rate_is_hot_and_one_without_households_is_not_judged() -> None:
    rng = np.random.default_rng(1)
    households = rng.integers(800, 3_000, 100)
    households[:2] = 1_500, 20
    events = rng.poisson(households * 0.02)
    events[:2] = 90, 30
    found = find_hot_grids(events, households)
    assert found.hot[0]
    assert not found.hot[1]
    assert found.too_few[1]
    assert np.isnan(found.rates.shrunk[1])
    assert found.hot.sum() == 1


def test_a_ranking_that_cannot_be_tested_is_none() -> None:
    rng = np.random.default_rng(1)
    cell, when = rng.integers(0, 20, 500), rng.uniform(1, 80, 500)
    inside = np.ones((1, 20), dtype=bool)
    assert rank_places(cell, when, row_of_places(20), inside, last_day=79, horizon_days=7, most=5) is None


def test_places_that_may_not_be_named_are_not_and_the_rest_stand_by_their_count() -> None:
    rng = np.random.default_rng(1)
    cell = np.repeat([3, 5, 7], [300, 200, 100])
    inside = np.zeros((1, 20), dtype=bool)
    inside[0, [3, 5, 7, 9]] = True
    when = rng.uniform(1, 301, 600)
    made = rank_places(cell, when, row_of_places(20), inside, last_day=300, horizon_days=28, most=50)
    assert made is not None
    assert made.order.tolist() == [3, 5, 7, 9]
    assert np.all(np.diff(made.coming.expected) < 0)
    assert abs(made.coming.expected.sum() - 600 / 300 * 28) < 3


def test_doors_at_which_nobody_was_met_are_ranked_like_events() -> None:
    """Two houses with many visits in vain among a hundred with few; one visit lies far outside."""
    rng = np.random.default_rng(4)
    doors = np.stack(np.meshgrid(np.arange(10), np.arange(10)), -1).reshape(-1, 2) * 250.0 + 125
    visited = np.concatenate([np.repeat([12, 77], [400, 250]), rng.integers(0, 100, 500)])
    points = np.concatenate([doors[visited] + rng.uniform(-20, 20, (1150, 2)), [[9e6, 9e6]]])
    when = rng.uniform(1, 301, 1151)
    made = rank_points(
        points, when, (0, 0, 2500, 2500), doors, cell_m=250, last_day=300, horizon_days=28, most=2
    )
    assert made is not None
    grid, found = made
    boxes = [grid.box_of(*divmod(one, grid.columns)) for one in found.order.tolist()]
    held = [((points > box[:2]) & (points < box[2:])).all(axis=1).sum() for box in boxes]
    assert held[0] >= 400
    assert 250 <= held[1] < 400
    assert found.backtest.ships == "count"
    assert found.backtest.methods["count"].pai[:, 1].mean() > 1
