"""Sites found equal those of trying every choice, and large cases are solved in time with a proven gap."""

from itertools import combinations
from time import process_time

import numpy as np
import pytest

from geodata.analysis.siting_cover import best_cover
from geodata.analysis.siting_demand import candidate_sites, demand_places
from geodata.analysis.siting_median import best_median

CASES = [(seed, count) for seed in range(8) for count in (1, 2, 3, 4)]


def town(seed: int, places: int, sites: int) -> tuple[np.ndarray, np.ndarray]:
    """Walking seconds from places to sites, and people."""
    random = np.random.default_rng(seed)
    xy = random.random((places, 2)) * 6000
    site = xy[random.choice(places, sites, replace=False)] + random.normal(0, 80, (sites, 2))
    return np.hypot(*(xy[:, None] - site[None]).transpose(2, 0, 1)), random.integers(1, 300, places).astype(
        float
    )


@pytest.mark.parametrize(("seed", "count"), CASES)
def test_covering_equals_trying_every_choice(seed: int, count: int) -> None:
    cost, people = town(seed, 40, 12)
    reaches = cost <= 900
    best = max(people[reaches[:, list(some)].any(axis=1)].sum() for some in combinations(range(12), count))
    found = best_cover(reaches, people, count)
    assert found.value == pytest.approx(best)
    assert found.gap == pytest.approx(0.0, abs=1e-6)
    assert len(found.site) == count


@pytest.mark.parametrize(("seed", "count"), CASES)
def test_the_median_equals_trying_every_choice(seed: int, count: int) -> None:
    cost, people = town(seed, 40, 12)
    now = np.random.default_rng(seed).random(40) * 4000 if seed % 2 else np.full(40, cost.max())
    best = min(
        (np.minimum(now, cost[:, list(some)].min(axis=1)) * people).sum() / people.sum()
        for some in combinations(range(12), count)
    )
    found = best_median(cost, people, count, now=now)
    assert found.value == pytest.approx(best)
    assert found.bound <= best + 1e-9


def test_1500_places_and_150_candidates_take_at_most_ten_seconds() -> None:
    cost, people = town(5, 1500, 150)
    began = process_time()
    cover = best_cover(cost <= 900, people, 12)
    covered = process_time()
    median = best_median(np.minimum(cost, 7200.0), people, 12)
    assert covered - began <= 10
    assert process_time() - covered <= 10
    assert cover.gap <= 1e-4
    assert median.gap <= 0.02


def test_the_same_case_gives_the_same_sites() -> None:
    cost, people = town(6, 200, 30)
    assert best_median(cost, people, 5) == best_median(cost, people, 5)
    assert best_cover(cost <= 900, people, 5).site == best_cover(cost <= 900, people, 5).site


def test_more_sites_than_candidates_take_all() -> None:
    cost, people = town(1, 10, 3)
    assert best_cover(cost <= 900, people, 9).site == (0, 1, 2)
    assert best_median(cost, people, 9).site == (0, 1, 2)


def test_nobody_in_reach_is_no_failure() -> None:
    found = best_cover(np.zeros((4, 3), bool), np.ones(4), 2)
    assert found.value == 0
    assert len(found.site) == 2


@pytest.mark.parametrize(("places", "weights", "count"), [(3, 2, 1), (3, 3, 0)], ids=["weights", "no site"])
def test_what_does_not_fit_is_refused(places: int, weights: int, count: int) -> None:
    with pytest.raises(ValueError, match="site"):
        best_cover(np.ones((places, 2), bool), np.ones(weights), count)
    with pytest.raises(ValueError, match="site"):
        best_median(np.ones((places, 2)), np.ones(weights), count)


def test_demand_keeps_every_person_and_stays_below_the_limit() -> None:
    random = np.random.default_rng(2)
    xy, people = random.random((5000, 2)) * 9000, random.integers(0, 60, 5000).astype(float)
    found = demand_places(xy, people, 300)
    assert len(found.home) <= 300
    assert found.people.sum() == people.sum()
    assert len(set(found.home.tolist())) == len(found.home)


def test_candidates_are_spread_out_and_as_many_as_asked() -> None:
    random = np.random.default_rng(2)
    xy, weight = random.random((500, 2)) * 9000, random.random(500)
    found = candidate_sites(xy, weight, 60)
    assert len(set(found.tolist())) == 60
    assert len(candidate_sites(np.zeros((5, 2)), np.ones(5), 4)) == 4
    assert len(candidate_sites(np.zeros((0, 2)), np.zeros(0), 4)) == 0
