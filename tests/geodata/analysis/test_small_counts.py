"""Intervals against scipy's own exact tests and against how often they hold; rates against esda."""

import itertools

import numpy as np
import pytest
from esda.smoothing import Empirical_Bayes
from scipy.stats import binom, binomtest, poisson

from geodata.analysis.area_rates import exceedance, shrunk_rates
from geodata.analysis.coming_events import coming_events
from geodata.analysis.exact_intervals import (
    difference_interval,
    poisson_interval,
    ratio_interval,
    ratio_p,
    share_interval,
)
from geodata.analysis.period_comparison import compare_periods

COUNTS = [0, 1, 2, 5, 9, 30, 400]


@pytest.mark.parametrize("count", COUNTS)
def test_a_poisson_interval_leaves_two_and_a_half_percent_on_each_side(count: int) -> None:
    low, high = poisson_interval(count)
    assert poisson.cdf(count, high) == pytest.approx(0.025)
    assert low == 0 if count == 0 else poisson.sf(count - 1, low) == pytest.approx(0.025)


@pytest.mark.parametrize(("count", "trials"), [(0, 10), (3, 10), (10, 10), (1, 400)])
def test_a_share_interval_is_the_exact_one_of_scipy(count: int, trials: int) -> None:
    low, high = share_interval(count, trials)
    exact = binomtest(count, trials).proportion_ci(method="exact")
    assert (float(low), float(high)) == pytest.approx((exact.low, exact.high))


@pytest.mark.parametrize(
    ("before", "after"), [p for p in itertools.product([0, 1, 4, 12, 90], repeat=2) if any(p)]
)
def test_a_ratio_interval_holds_one_exactly_when_its_p_does(before: int, after: int) -> None:
    low, high = ratio_interval(before, after, 0.5)
    p = float(ratio_p(before, after, 0.5))
    assert (low <= 1 <= high) == (p >= 0.05)
    exact = binomtest(after, before + after, 1 / 3)
    tails = [binomtest(after, before + after, 1 / 3, side).pvalue for side in ("less", "greater")]
    assert p == pytest.approx(min(1.0, 2 * min(tails)))
    share = exact.proportion_ci(method="exact")
    assert float(low) == pytest.approx(share.low / (1 - share.low) / 0.5)


def test_a_difference_interval_holds_the_truth_as_often_as_it_says() -> None:
    rng = np.random.default_rng(1)
    before, after = rng.poisson(4.0, 20_000), rng.poisson(9.0, 20_000)
    low, high = difference_interval(before, after, (1.0, 2.0))
    held = np.mean((low <= 0.5) & (high >= 0.5))
    assert 0.94 <= held <= 0.985


def test_shrunk_rates_are_marshalls_of_esda() -> None:
    rng = np.random.default_rng(2)
    households = rng.integers(20, 3000, 216).astype(float)
    events = rng.poisson(households * rng.gamma(3, 0.01, 216))
    made = shrunk_rates(events, households)
    esda = Empirical_Bayes(events.astype(float), households)
    np.testing.assert_allclose(made.shrunk, np.asarray(esda.r).ravel(), rtol=1e-9)


def test_intervals_of_shrunk_rates_hold_the_true_rates() -> None:
    rng = np.random.default_rng(3)
    held = []
    for _ in range(60):
        households = rng.integers(20, 3000, 216).astype(float)
        true = rng.gamma(3, 0.01, 216)
        made = shrunk_rates(rng.poisson(households * true), households)
        held.append(np.mean((made.low <= true) & (true <= made.high)))
    assert np.mean(held) == pytest.approx(0.95, abs=0.02)


def test_areas_that_differ_by_chance_alone_have_one_rate_and_empty_ones_none() -> None:
    made = shrunk_rates(np.array([5, 5, 5, 0]), np.array([100.0, 100.0, 100.0, 0.0]))
    assert made.shrunk[:3].tolist() == [0.05] * 3
    assert np.isnan(made.shrunk[3])
    assert made.low[0] < 0.05 < made.high[0]


def test_exceedance_is_one_minus_the_sum_of_the_lower_chances() -> None:
    assert exceedance(np.array([4]), np.array([2.5]))[0] == pytest.approx(1 - sum(poisson.pmf(range(4), 2.5)))


@pytest.mark.parametrize(
    ("before", "after", "percent", "change"),
    [
        pytest.param(100, 160, 60, "more", id="clear rise"),
        pytest.param(160, 100, -37.5, "less", id="clear fall"),
        pytest.param(40, 44, 10, "unclear", id="noise"),
        pytest.param(9, 30, None, "more", id="no percent below ten"),
        pytest.param(1, 3, None, "too_few", id="too few"),
    ],
)
def test_what_may_be_said_of_a_change(before: int, after: int, percent: float | None, change: str) -> None:
    made = compare_periods(np.array([before]), np.array([after]), (30, 30))
    assert made.change[0] == change
    assert np.isnan(made.percent[0]) if percent is None else made.percent[0] == pytest.approx(percent)
    assert made.difference_low[0] < after - before < made.difference_high[0]


def test_periods_of_unlike_length_are_compared_by_rate() -> None:
    made = compare_periods(np.array([70]), np.array([10]), (70, 10))
    assert made.percent[0] == pytest.approx(0)
    assert made.difference[0] == pytest.approx(0)
    assert made.change[0] == "unclear"


def test_of_areas_without_change_few_are_called_changed() -> None:
    rng = np.random.default_rng(4)
    called = [
        np.isin(compare_periods(*rng.poisson(20, (2, 216)), (30, 30)).change, ["more", "less"]).any()
        for _ in range(200)
    ]
    assert np.mean(called) <= 0.05 + 3 * float(binom.std(200, 0.05)) / 200


def test_coming_events_lie_in_their_interval_as_often_as_it_says() -> None:
    rng = np.random.default_rng(5)
    rate = rng.gamma(0.6, 0.05, 20_000)
    made = coming_events(rng.poisson(rate * 182), 182, 28)
    came = rng.poisson(rate * 28)
    assert np.mean((came >= made.low) & (came <= made.high)) >= 0.95
    assert made.expected.sum() == pytest.approx(came.sum(), rel=0.02)
    top = np.argsort(-made.expected)[:200]
    assert made.expected[top].sum() == pytest.approx(came[top].sum(), rel=0.05)
