"""The k sites that bring a service to most people (maximal covering location problem)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_matrix, hstack, identity

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Sites:
    """The sites chosen, rows of the candidates in ascending order; value: what they reach; bound: what none can beat.

    For covering: people covered, bound from above. For the median: mean cost a person, bound from below.
    """

    site: tuple[int, ...]
    value: float
    bound: float

    @property
    def gap(self) -> float:
        """How far from the bound, relative; 0 is proven best.

        >>> Sites((0,), 100.0, 101.0).gap
        0.01
        """
        return abs(self.bound - self.value) / abs(self.value) if self.value else 0.0


def best_cover(reaches: NDArray[np.bool_], people: Floats, count: int, seconds: float = 60.0) -> Sites:
    """The sites that cover most people.

    Parameters
    ----------
    reaches : (d, s), whether a demand place reaches a candidate in time.
    people : (d,) weights; places already served are left out by the caller.
    count : sites to choose, at most s. seconds : the solver stops after this long with the best it has.

    Returns Sites with the people covered. Raises ValueError where shapes do not fit or count is below 1.
    Source: Church and ReVelle 1974, solved by HiGHS; places that reach the same candidates are one.

    >>> best_cover(np.array([[True, False], [True, True], [False, True]]), np.array([1.0, 5.0, 3.0]), 1)
    Sites(site=(1,), value=8.0, bound=8.0)
    """
    places, sites = reaches.shape
    if len(people) != places or count < 1:
        raise ValueError(f"{places} places, {len(people)} weights and {count} sites do not fit")
    count = min(count, sites)
    patterns, of = np.unique(reaches, axis=0, return_inverse=True)
    weight = np.bincount(of.ravel(), weights=people, minlength=len(patterns))
    useful = patterns.any(axis=1) & (weight > 0)
    patterns, weight = patterns[useful], weight[useful]
    rows = len(patterns)
    covered = hstack([csr_matrix(patterns.astype(float)), -identity(rows)]).tocsr()
    chosen = np.concatenate([np.ones(sites), np.zeros(rows)])
    found = milp(
        np.concatenate([np.zeros(sites), -weight]),
        constraints=[LinearConstraint(covered, 0, np.inf), LinearConstraint(chosen[None], count, count)],
        integrality=chosen,
        bounds=Bounds(0, 1),
        options={"time_limit": seconds},
    )
    site = tuple(np.flatnonzero(found.x[:sites] > 0.5).tolist()) if found.x is not None else ()
    value = float(people[reaches[:, list(site)].any(axis=1)].sum())
    bound = -float(found.mip_dual_bound) if found.mip_dual_bound is not None else value
    return Sites(site, value, max(value, round(bound, 6)))
