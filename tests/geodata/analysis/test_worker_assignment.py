"""Who serves which grid: the best there is on small cases, by trying everything."""

from itertools import product

import numpy as np
import pytest

from geodata.analysis.worker_assignment import FAR, KNOWN, assign_workers


def price(worker, households, known, share, near):
    """The price of an assignment, written out by hand."""
    mean = households.sum() / share.sum()
    loads = [sum(households[g] for g, w in enumerate(worker) if w == one) for one in range(len(share))]
    uneven = sum(share[w] * (loads[w] / (share[w] * mean) - 1) ** 2 for w in range(len(share)))
    lost = sum(KNOWN * (households[g] - known[g, w]) / mean for g, w in enumerate(worker))
    far = sum(FAR * households[g] / mean for g, w in enumerate(worker) if not near[g, w])
    return uneven + lost + far


@pytest.mark.parametrize("seed", range(8))
def test_the_price_is_within_a_tenth_of_the_best_of_all_assignments(seed):
    rng = np.random.default_rng(seed)
    grids, workers = 6, 3
    households = rng.integers(300, 500, grids).astype(float)
    known = households[:, None] * (rng.integers(0, workers, grids)[:, None] == np.arange(workers))
    share = rng.choice([0.5, 1.0], workers)
    near = rng.random((grids, workers)) < 0.7
    found = assign_workers(households, known, share, near)
    best = min(price(one, households, known, share, near) for one in product(range(workers), repeat=grids))
    assert price(found, households, known, share, near) <= 1.1 * best + 1e-9


def test_people_keep_their_worker_where_loads_allow_it():
    households = np.full(6, 400.0)
    known = np.zeros((6, 3))
    for grid in range(6):
        known[grid, grid // 2] = 400
    found = assign_workers(households, known, np.ones(3), np.ones((6, 3), dtype=bool))
    assert found.tolist() == [0, 0, 1, 1, 2, 2]


def test_a_part_time_worker_gets_about_half():
    households = np.full(30, 100.0)
    found = assign_workers(households, np.zeros((30, 2)), np.array([1.0, 0.5]), np.ones((30, 2), dtype=bool))
    assert np.bincount(found).tolist() == [20, 10]


def test_nobody_is_sent_to_a_foreign_community_for_a_small_gain():
    near = np.array([[True, False], [True, False], [False, True]])
    found = assign_workers(np.array([400.0, 380.0, 420.0]), np.zeros((3, 2)), np.ones(2), near)
    assert found.tolist() == [0, 0, 1]
