"""The scan finds what is planted, keeps to its budget on shuffled data, and its parts are what they say."""

import os
from functools import cache

import numpy as np
import pytest

from geodata.analysis.cells import CellGrid
from geodata.analysis.emerging import (
    Emerging,
    events_together,
    find_emerging,
    history_until,
    new_warnings,
    usual_chance,
)
from geodata.analysis.space_time_scan import Chance, History, chance_of, scan, shuffled
from geodata.rules.heat_limits import WARNING_BASELINE_DAYS, WARNING_RECURRENCE_DAYS
from tests.reference import reference_file

PROOF = os.environ.get("PROOF") == "1"
SEEDS = 200 if PROOF else 9
BACKGROUNDS = 20 if PROOF else 4
WATCHED_DAYS = 100
WIDTH_M = 12_000
BOUNDS = (0.0, 0.0, WIDTH_M - 1.0, WIDTH_M - 1.0)
SIDE = WIDTH_M // 500
RATES = {"a rare category": 3.0, "an ordinary category": 18.0, "a busy category": 60.0}
WEEK = np.array([1.1, 1.1, 1.1, 1.1, 1.2, 0.8, 0.6])


def background(seed: int, per_day: float) -> tuple[np.random.Generator, np.ndarray, np.ndarray, np.ndarray]:
    """A generator, the mean per cell and day, places and days: uneven cells, a weekly rhythm, nothing emerging."""
    rng = np.random.default_rng(seed)
    weight = rng.gamma(0.4, 1.0, SIDE * SIDE)
    weight /= weight.sum()
    days = np.arange(WARNING_BASELINE_DAYS + WATCHED_DAYS)
    day = np.repeat(days, rng.poisson(per_day * WEEK[days % 7]))
    cell = rng.choice(SIDE * SIDE, len(day), p=weight)
    corner = np.column_stack([cell % SIDE, cell // SIDE]) * 500.0
    return rng, weight * per_day, corner + rng.uniform(0, 500, corner.shape), day


def kinds(last_day: int) -> np.ndarray:
    days = np.arange(last_day - WARNING_BASELINE_DAYS + 1, last_day + 1)
    return (days % 7 >= 5).astype(int)


def days_until_found(seed: int, per_day: float) -> int:
    """How many days two more events a day in a quiet cell take to be warned of; 99 when ten days do not suffice."""
    rng, mean, points, day = background(seed, per_day)
    quiet = rng.choice(np.flatnonzero(mean < 0.05))
    corner = np.array([quiet % SIDE, quiet // SIDE]) * 500.0
    start = WARNING_BASELINE_DAYS + 20
    extra = np.repeat(np.arange(start, start + 10), rng.poisson(2, 10))
    points = np.vstack([points, corner + rng.uniform(0, 500, (len(extra), 2))])
    day = np.concatenate([day, extra])
    chance = None
    for last in range(start, start + 10):
        history, number = history_until(points, day, BOUNDS, kinds(last), last)
        chance = chance or usual_chance(history, seed=seed)
        for one in find_emerging(history, number, last, chance=chance):
            west, south, east, north = one.box
            if west <= corner[0] < east and south <= corner[1] < north:
                return last - start + 1
    return 99


def warnings_in(points: np.ndarray, day: np.ndarray, bounds, first: int, days: int) -> int:
    """New warnings over so many days of daily scans, chance worked out anew every four weeks."""
    known: list[Emerging] = []
    chance = None
    for last in range(first, first + days):
        history, number = history_until(points, day, bounds, kinds(last), last)
        if chance is None or (last - first) % 28 == 0:
            chance = usual_chance(history, seed=last)
        new, goes_on = new_warnings(find_emerging(history, number, last, chance=chance), known)
        for place, again in goes_on:
            known[place] = again
        known += new
    return len(known)


@pytest.mark.parametrize("category", RATES)
def test_two_more_events_a_day_in_a_quiet_cell_are_found_within_three_days(category: str) -> None:
    took = [days_until_found(seed, RATES[category]) for seed in range(SEEDS)]
    print(f"{category}: found after {np.median(took):g} days (median of {SEEDS} seeds, slowest {max(took)})")
    assert np.median(took) <= 3


@pytest.mark.parametrize("category", RATES)
def test_shuffled_data_warn_at_most_once_in_a_hundred_days(category: str) -> None:
    seeds = BACKGROUNDS if RATES[category] < 50 else max(BACKGROUNDS // 4, 2)
    warned = []
    for seed in range(seeds):
        rng, _, points, day = background(1000 + seed, RATES[category])
        warned.append(warnings_in(points, rng.permutation(day), BOUNDS, WARNING_BASELINE_DAYS, WATCHED_DAYS))
    print(
        f"{category}: {np.mean(warned):.2f} warnings in {WATCHED_DAYS} days on shuffled data ({seeds} seeds)"
    )
    assert np.mean(warned) <= 1


def quiet_history(seed: int = 0, events: int = 600, days: int = 91) -> History:
    rng = np.random.default_rng(seed)
    kind = (np.arange(days) % 7 >= 5).astype(int)
    grid = CellGrid(0, 0, 500, 12, 10)
    cell = rng.integers(0, 120, events)
    return History(grid, cell, rng.integers(0, days, events), kind, np.arange(events))


def by_hand(history: History) -> float:
    """The largest statistic, square by square and day by day."""
    row, column = np.divmod(history.cell, history.grid.columns)
    last, total, best = len(history.stratum) - 1, len(history.cell), 0.0
    kind = history.stratum[history.day]
    for side in (1, 2, 3):
        for r in range(history.grid.rows - side + 1):
            for c in range(history.grid.columns - side + 1):
                here = (row >= r) & (row < r + side) & (column >= c) & (column < c + side)
                for days in range(1, 8):
                    late = history.day > last - days
                    n = int((here & late).sum())
                    expected = sum(
                        (here & (kind == k)).sum() * (late & (kind == k)).sum() / (kind == k).sum()
                        for k in (0, 1)
                    )
                    if n >= 3 and n > expected:
                        ratio = n * np.log(n / expected) + (total - n) * np.log(
                            (total - n) / (total - expected)
                        )
                        best = max(best, float(ratio))
    return best


@pytest.mark.parametrize("seed", [1, 2])
def test_the_strongest_cluster_is_the_one_found_by_trying_all(seed: int) -> None:
    history = quiet_history(seed)
    assert scan(history)[0].statistic == pytest.approx(by_hand(history))


def test_clusters_share_no_cell_and_come_strongest_first() -> None:
    found = scan(quiet_history(3, events=1500))
    assert [one.statistic for one in found] == sorted((one.statistic for one in found), reverse=True)
    cells = [(one.row + i, one.column + j) for one in found for i in range(one.side) for j in range(one.side)]
    assert len(cells) == len(set(cells)) > 3


def test_a_shuffle_keeps_places_days_and_kinds_of_days() -> None:
    history = quiet_history()
    dealt = shuffled(history, np.random.default_rng(9))
    assert (dealt.day != history.day).mean() > 0.9
    np.testing.assert_array_equal(dealt.cell, history.cell)
    np.testing.assert_array_equal(np.bincount(dealt.day), np.bincount(history.day))
    np.testing.assert_array_equal(history.stratum[dealt.day], history.stratum[history.day])


def test_what_happens_together_stays_together() -> None:
    points = np.vstack([np.tile([[100.0, 100.0]], (4, 1)), [[5000.0, 5000.0]]])
    unit = events_together(points, np.array([10, 10, 11, 12, 11]))
    assert unit.tolist() == [0, 0, 0, 0, 4]


def test_once_in_a_hundred_days_is_exceeded_once_in_a_hundred_shuffles() -> None:
    history = quiet_history(5)
    limit = chance_of(history, permutations=99, seed=1).statistic_for(100)
    rng = np.random.default_rng(2)
    largest = [max((c.statistic for c in scan(shuffled(history, rng))), default=0.0) for _ in range(600)]
    assert 1 <= sum(one >= limit for one in largest) <= 16


def test_recurrence_and_statistic_are_each_others_inverse() -> None:
    for chance in (Chance(5.5, 1.1), Chance(4.0, 0.8, share=0.3)):
        assert chance.recurrence_days(chance.statistic_for(365)) == pytest.approx(365)


def test_three_murders_are_not_made_unusual_by_a_category_without_clusters() -> None:
    """Where most shuffles hold no cluster at all, the few that do set the bar."""
    rng = np.random.default_rng(1)
    history = History(
        CellGrid(0, 0, 500, 20, 20),
        rng.integers(0, 400, 60),
        rng.integers(0, 182, 60),
        np.zeros(182, int),
        np.arange(60),
    )
    chance = chance_of(history)
    assert chance.share < 0.2
    assert np.isfinite(chance.statistic_for(100))


def test_a_warning_names_place_start_figures_and_its_events() -> None:
    rng = np.random.default_rng(4)
    quiet = rng.uniform(0, 10_000, (900, 2))
    points = np.vstack([quiet, np.tile([[2250.0, 2250.0]], (7, 1))])
    day = np.concatenate([rng.integers(700_000, 700_180, 900), [700_179, 700_180, *[700_181] * 5]])
    history, number = history_until(points, day, (0, 0, 10_000, 10_000), np.zeros(182, dtype=int), 700_181)
    (warning,) = find_emerging(history, number, 700_181)
    assert warning.box == (2000.0, 2000.0, 2500.0, 2500.0)
    assert (warning.start_day, warning.last_day, warning.observed) == (700_179, 700_181, 7)
    assert warning.events == tuple(range(900, 907))
    assert warning.expected < 0.5
    assert warning.ratio == pytest.approx(7 / warning.expected)
    assert warning.recurrence_days > WARNING_RECURRENCE_DAYS


def at(west: float, last_day: int) -> Emerging:
    return Emerging((west, 0.0, west + 500, 500.0), last_day - 2, last_day, 6, 0.4, 15.0, 400.0, ())


@pytest.mark.parametrize(
    ("west", "last_day", "is_new"),
    [
        pytest.param(0, 12, False, id="the same place next day"),
        pytest.param(500, 12, False, id="the next cell"),
        pytest.param(1500, 12, True, id="another place"),
        pytest.param(0, 40, True, id="the same place a month later"),
    ],
)
def test_a_warning_is_new_or_goes_on(west: float, last_day: int, is_new: bool) -> None:
    new, goes_on = new_warnings([at(west, last_day)], [at(0, 11)])
    assert (bool(new), bool(goes_on)) == (is_new, not is_new)


def test_an_empty_category_warns_of_nothing() -> None:
    history, number = history_until(np.empty((0, 2)), np.empty(0, int), BOUNDS, np.zeros(60, dtype=int), 100)
    assert find_emerging(history, number, 100) == []


@cache
def houston() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    import pandas as pd

    table = pd.read_csv(reference_file("events/houston_crime_2010.csv.gz")).dropna(subset=["lon", "lat"])
    table = table[table.lon.between(-95.9, -95.0) & table.lat.between(29.4, 30.2)]
    metres = np.column_stack([(table.lon + 95.4) * 96_700, (table.lat - 29.76) * 110_850])
    days = (pd.to_datetime(table.time) - pd.Timestamp("2010-01-01 06:00")).dt.total_seconds() / 86400
    return metres, days.to_numpy(), table.offense.to_numpy()


@pytest.mark.skipif(not PROOF, reason="minutes: make proof")
def test_shuffled_real_events_warn_at_most_once_in_a_hundred_days_and_category() -> None:
    points, days, kind = houston()
    watched, warned = 60, {}
    for offense in ("robbery", "burglary", "auto theft"):
        mine = kind == offense
        low, high = points[mine].min(axis=0), points[mine].max(axis=0)
        bounds = (*low.tolist(), *high.tolist())
        for seed in range(3):
            day = np.random.default_rng(seed).permutation(np.floor(days[mine]).astype(int))
            warned[offense, seed] = warnings_in(points[mine], day, bounds, WARNING_BASELINE_DAYS, watched)
    rate = np.mean(list(warned.values())) * 100 / watched
    print(f"Houston, shuffled: {rate:.2f} warnings in 100 days and category ({warned})")
    assert rate <= 1
