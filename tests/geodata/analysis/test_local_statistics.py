"""Gi*, local Moran and the false-discovery threshold against esda; exact tails against shuffles."""

import time
import warnings

import numpy as np
import pytest
from esda import G_Local, Moran_Local, fdr
from hypothesis import given
from hypothesis import strategies as st
from libpysal.weights import lat2W, w_subset

from geodata.analysis.cells import window_sums
from geodata.analysis.false_discovery import discoveries, discovery_threshold
from geodata.analysis.getis_ord import gi_star
from geodata.analysis.local_moran import local_moran
from geodata.analysis.permutation_tails import permutation_tails


def district(seed: int, rows: int = 23, columns: int = 31) -> tuple[np.ndarray, np.ndarray]:
    """Uneven counts, and a study area with a ragged edge and holes but no lonely cell."""
    rng = np.random.default_rng(seed)
    counts = rng.poisson(rng.gamma(0.7, 4, (rows, columns)))
    inside = window_sums((rng.random((rows, columns)) < 0.25).astype(int), 1) > 0
    inside &= window_sums(inside.astype(int), 1) > 1
    return counts, inside


def esda_weights(inside: np.ndarray):
    whole = lat2W(*inside.shape, rook=False)
    return w_subset(whole, np.flatnonzero(inside).tolist(), silence_warnings=True)


WHOLE = "whole rectangle"
RAGGED = "ragged district"


def case(shape: str) -> tuple[np.ndarray, np.ndarray]:
    counts, inside = district(7)
    return counts, inside if shape == RAGGED else np.ones_like(inside)


@pytest.mark.parametrize("shape", [WHOLE, RAGGED])
def test_gi_star_agrees_with_esda(shape: str) -> None:
    counts, inside = case(shape)
    made = gi_star(counts.astype(float), inside)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        esda = G_Local(
            counts[inside].astype(float), esda_weights(inside), transform="B", star=True, permutations=0
        )
    np.testing.assert_allclose(made.z[inside], esda.Zs, atol=1e-6, rtol=0)
    np.testing.assert_allclose(made.value[inside], esda.Gs, atol=1e-6, rtol=0)
    np.testing.assert_allclose(made.p[inside] / 2, esda.p_norm, atol=1e-6, rtol=0)
    assert np.isnan(made.z[~inside]).all()


@pytest.mark.parametrize("shape", [WHOLE, RAGGED])
def test_local_moran_agrees_with_esda(shape: str) -> None:
    counts, inside = case(shape)
    made, quadrant = local_moran(counts.astype(float), inside)
    esda = Moran_Local(counts[inside].astype(float), esda_weights(inside), permutations=0)
    np.testing.assert_allclose(made.value[inside], esda.Is, atol=1e-6, rtol=0)
    np.testing.assert_allclose(made.z[inside], (esda.Is - esda.EIc) / np.sqrt(esda.VIc), atol=1e-6, rtol=0)
    np.testing.assert_array_equal(quadrant[inside], esda.q)
    assert (quadrant[~inside] == 0).all()


@given(st.lists(st.floats(0, 1), min_size=1, max_size=60), st.sampled_from([0.01, 0.05, 0.2]))
def test_the_discovery_threshold_is_that_of_esda(values: list[float], share: float) -> None:
    assert discovery_threshold(np.array(values), share) == fdr(np.array(values), share)


def test_untested_cells_are_never_discoveries_and_do_not_dilute_the_others() -> None:
    p = np.array([0.01, 0.04] + [np.nan] * 98)
    assert discoveries(p, 0.05).tolist() == [True, True] + [False] * 98


def test_exact_tails_are_what_shuffles_come_to() -> None:
    rng = np.random.default_rng(3)
    counts, inside = district(5)
    upper, lower = permutation_tails(counts, inside)
    observed = window_sums(counts * inside, 1)
    shuffles, above, below = 4000, np.zeros(counts.shape), np.zeros(counts.shape)
    for _ in range(shuffles):
        dealt = np.zeros_like(counts)
        dealt[inside] = rng.permutation(counts[inside])
        window = window_sums(dealt, 1)
        above += window >= observed
        below += window <= observed
    for exact, shuffled in ((upper, above), (lower, below)):
        share = shuffled[inside] / shuffles
        noise = np.sqrt(share * (1 - share) / shuffles)
        # Dealing without replacement narrows the sums by (n - k) / (n - 1), here under two percent.
        assert (np.abs(exact[inside] - share) <= 4.5 * noise + 0.015).all()


def test_far_tails_are_not_lost_in_rounding() -> None:
    counts = np.zeros((40, 40), dtype=int)
    counts[10:13, 10:13] = 1
    upper, _ = permutation_tails(counts, np.ones_like(counts, dtype=bool))
    assert upper[11, 11] == pytest.approx((9 / 1600) ** 9, rel=1e-9)


def test_a_flat_map_has_nothing_to_say() -> None:
    inside = np.ones((6, 6), dtype=bool)
    flat = np.full((6, 6), 3.0)
    assert (gi_star(flat, inside).z == 0).all()
    assert (local_moran(flat, inside)[0].p == 1).all()
    assert permutation_tails(flat.astype(int), inside)[0].min() == 1


@pytest.mark.parametrize("function", [gi_star, local_moran])
def test_arrays_that_do_not_fit_are_refused(function) -> None:
    with pytest.raises(ValueError, match="must agree"):
        function(np.zeros((3, 3)), np.ones((3, 4), dtype=bool))


def test_gi_star_costs_a_hundredth_of_esda() -> None:
    rng = np.random.default_rng(1)
    counts, inside = rng.poisson(2.0, (100, 100)).astype(float), np.ones((100, 100), dtype=bool)
    weights = lat2W(100, 100, rook=False)
    start = time.process_time()
    G_Local(counts.ravel(), weights, transform="B", star=True, permutations=0)
    esda = time.process_time() - start
    gi_star(counts, inside)
    start = time.process_time()
    for _ in range(5):
        gi_star(counts, inside)
    ours = (time.process_time() - start) / 5
    print(
        f"Gi* on 100 x 100 cells: esda {esda * 1000:.0f} ms CPU, ours {ours * 1000:.2f} ms: {esda / ours:.0f} times"
    )
    assert esda / ours >= 100
