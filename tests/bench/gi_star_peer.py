"""CPU of Gi* on a district's cells, by ours and by esda."""

import time
import warnings
from collections.abc import Callable

import numpy as np
from esda import G_Local
from libpysal.weights import lat2W

from geodata.analysis.getis_ord import gi_star

SIDE = 100
OURS_ROUNDS = 50


def cpu_s() -> tuple[float, float]:
    """CPU seconds of ours and of esda's, for one category of 10,000 cells; esda's weights are made before."""
    counts = np.random.default_rng(1).poisson(3.0, (SIDE, SIDE)).astype(np.float64)
    inside = np.ones_like(counts, dtype=bool)
    weights = lat2W(SIDE, SIDE, rook=False)

    def theirs() -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            G_Local(counts.ravel(), weights, transform="B", star=True, permutations=0)

    gi_star(counts, inside)
    return _spent(lambda: gi_star(counts, inside), OURS_ROUNDS), _spent(theirs, 1)


def _spent(work: Callable[[], object], rounds: int) -> float:
    began = time.process_time()
    for _ in range(rounds):
        work()
    return (time.process_time() - began) / rounds
