"""Rankings and their back-test: against scoring by hand, with planted rhythms, and on the Houston file."""

import numpy as np
import pytest

from geodata.analysis.cell_ranking import (
    METHODS,
    Past,
    fading_count,
    long_run_count,
    rank_cells,
    recent_density,
    rhythm_weight,
    shrunk_count,
    slot_count,
)
from geodata.analysis.cells import CellGrid
from geodata.analysis.forecast_backtest import backtest, lead_over_count, rolling_origins

GRID = CellGrid(0, 0, 250, 20, 20)
EVERYWHERE = np.ones((20, 20), dtype=bool)
DAYS = 260


def steady(seed: int, per_day: int = 20) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Cell, day and slot of events whose places never change."""
    rng = np.random.default_rng(seed)
    weight = rng.gamma(0.3, 1, 400)
    n = per_day * DAYS
    cell = rng.choice(400, n, p=weight / weight.sum())
    return cell, rng.uniform(0, DAYS, n), rng.integers(0, 2, n)


def judged(cell, day, slot, *, horizon: int = 7, slots: int = 2, methods=METHODS):
    origins = rolling_origins(0, DAYS, horizon)
    return backtest(
        cell, day, slot, GRID, EVERYWHERE, origins=origins, horizon_days=horizon, slots=slots, methods=methods
    )


def test_the_counts_figures_are_those_one_scores_by_hand() -> None:
    cell, day, slot = steady(1)
    made = judged(cell, day, slot)
    for i, origin in enumerate(range(DAYS - 12 * 7, DAYS, 7)):
        before = [int(((cell == c) & (day < origin)).sum()) for c in range(400)]
        after = [int(((cell == c) & (day >= origin) & (day < origin + 7)).sum()) for c in range(400)]
        best = sorted(range(400), key=lambda c: (-before[c], c))[:20]
        held = sum(after[c] for c in best)
        count = made.methods["count"]
        assert count.hit[i, 1] == pytest.approx(held / sum(after))
        assert count.pai[i, 1] == pytest.approx(held / sum(after) / 0.05)
        assert count.pei[i, 1] == pytest.approx(held / sum(sorted(after)[-20:]))
        assert made.events[i] == sum(after)


def test_the_count_is_always_among_the_methods_and_twelve_origins_are_judged() -> None:
    made = judged(*steady(2))
    assert made.methods.keys() == METHODS.keys() >= {"count"}
    assert made.methods["count"].hit.shape == (12, 3)
    with pytest.raises(ValueError, match="baseline"):
        judged(*steady(2), methods={"count_shrunk": shrunk_count})


def test_where_places_never_change_nothing_ships_but_the_count() -> None:
    assert [judged(*steady(seed)).ships for seed in range(6)] == ["count"] * 6


def test_what_was_unknown_at_an_origin_changes_no_ranking() -> None:
    cell, day, slot = steady(3)
    seen: list[Past] = []

    def spy(past: Past) -> np.ndarray:
        seen.append(past)
        return long_run_count(past)

    judged(cell, day, slot, methods={"count": spy})
    for past, origin in zip(seen, range(DAYS - 12 * 7, DAYS, 7), strict=True):
        assert past.age_days.min() > 0
        assert past.cell.size == (day < origin).sum()


def test_a_method_that_truly_beats_the_count_ships() -> None:
    """Places change halfway: what is old misleads the count, and the fading count forgets it."""
    rng = np.random.default_rng(4)
    cell, day, slot = steady(4)
    moved = np.where(day > DAYS / 2, rng.permutation(400)[cell], cell)
    made = judged(moved, day, slot)
    assert made.ships in {"count_fading", "density_28_days"}
    assert made.lead_p[made.ships] < 0.01


def test_slots_ship_where_day_and_night_have_places_of_their_own() -> None:
    cell, day, slot = steady(5, per_day=60)
    made = judged(np.where(slot == 1, 399 - cell, cell), day, slot)
    assert made.ships == "count_slots"
    assert made.methods["count_slots"].pei.max() <= 1


def test_no_one_hits_more_than_all_or_better_than_the_best() -> None:
    for one in judged(*steady(6)).methods.values():
        assert (one.hit <= 1).all()
        assert (one.pei <= 1 + 1e-12).all()
        assert (np.diff(one.hit, axis=1) >= 0).all()


@pytest.mark.parametrize(
    ("horizon", "end", "expected"),
    [
        pytest.param(7, 174, list(range(90, 174, 7)), id="just long enough for whole steps"),
        pytest.param(28, 243, [94, *range(105, 216, 11)], id="shorter steps, overlapping"),
    ],
)
def test_twelve_origins_fit_into_the_history(horizon: int, end: int, expected: list[int]) -> None:
    made = rolling_origins(0, end, horizon).tolist()
    assert len(made) == 12
    assert made == expected


def test_too_short_a_history_is_refused_and_says_what_is_needed() -> None:
    with pytest.raises(ValueError, match="100 days are too few: 90 of history, then 12 origins"):
        rolling_origins(0, 100, 7)


def test_origins_that_foretell_the_same_days_count_once() -> None:
    hit = {"count": np.zeros(12), "other": np.linspace(-0.02, 0.05, 12)}
    assert lead_over_count(hit)["other"] < 0.05 < lead_over_count(hit, overlap=4)["other"]


def test_an_equal_method_has_no_lead() -> None:
    assert lead_over_count({"count": np.ones(12), "same": np.ones(12)}) == {"same": 1.0}


def past(cell, age=None, slot=None, slots=1) -> Past:
    cell = np.array(cell)
    age = np.ones(len(cell)) if age is None else np.array(age, dtype=float)
    slot = np.zeros(len(cell), dtype=int) if slot is None else np.array(slot)
    return Past(CellGrid(0, 0, 250, 1, 4), np.ones((1, 4), dtype=bool), cell, age, slot, slots)


def test_shrinking_lifts_the_quiet_neighbour_of_a_busy_cell() -> None:
    score = shrunk_count(past([0] * 9))[0]
    assert score[0] > score[1] > score[2] == score[3] == 0


def test_a_fading_event_weighs_half_after_ninety_days() -> None:
    assert fading_count(past([0, 1], age=[0.0, 90.0]))[0].tolist() == [1.0, 0.5, 0.0, 0.0]


def test_recent_density_forgets_after_four_weeks() -> None:
    score = recent_density(past([0, 3, 3], age=[5, 40, 50]))[0]
    assert score[0] > score[1] > score[3]


def test_slots_of_a_cell_add_up_to_its_count() -> None:
    one = past([0, 0, 0, 1, 2], slot=[0, 1, 1, 0, 2], slots=3)
    np.testing.assert_allclose(slot_count(one).sum(axis=0), long_run_count(one)[0])


@pytest.mark.parametrize("concentration", [3.0, 30.0])
def test_the_weight_of_the_common_rhythm_is_the_one_the_events_were_drawn_with(concentration: float) -> None:
    rng = np.random.default_rng(8)
    rhythms = rng.dirichlet(concentration * np.array([0.1, 0.4, 0.3, 0.2]), 2000)
    own = np.array([rng.multinomial(60, rhythm) for rhythm in rhythms]).T
    assert rhythm_weight(own) == pytest.approx(concentration, rel=0.15)


def test_cells_of_one_common_rhythm_are_ranked_alike_in_every_slot() -> None:
    rng = np.random.default_rng(9)
    own = rng.multinomial(50, [0.1, 0.4, 0.3, 0.2], 2000).T
    assert rhythm_weight(own) > 500


def test_a_ranking_names_only_cells_of_the_study_area_and_of_equals_the_first() -> None:
    inside = np.array([[True, False, True, True]])
    assert rank_cells(np.array([[1.0, 9.0, 4.0, 4.0]]), inside, 10).tolist() == [[2, 3, 0]]
