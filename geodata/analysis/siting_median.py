"""The k sites with the shortest walk on average (p-median problem)."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from geodata.analysis.siting_cover import Sites

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

ROUNDS = 400
# Proven this near to the best, the search stops.
CLOSE_ENOUGH = 0.001
_FIRST_STEP, _SMALLEST_STEP, _PATIENCE = 2.0, 0.005, 12


def best_median(
    cost: Floats,
    people: Floats,
    count: int,
    *,
    now: Floats | None = None,
    told: Callable[[float], None] = lambda share: None,
) -> Sites:
    """The sites that make the mean cost a person smallest.

    Parameters
    ----------
    cost : (d, s) from demand places to candidates, finite: cut far walks off at a longest one.
    people : (d,) weights. count : sites to choose, at most s.
    now : (d,) cost to the nearest point there is already; none where omitted.
    told : called with the share of the rounds that are done.

    Returns Sites with the mean cost and a proven lower bound.
    Raises ValueError where shapes do not fit, costs are not finite, nobody is weighed or count is below 1.
    Source: Lagrangian relaxation of the assignment with subgradient steps (Cornuéjols, Fisher and Nemhauser 1977),
    every new choice of sites improved by interchange (Teitz and Bart 1968).

    >>> cost = np.array([[0.0, 9.0, 5.0], [9.0, 0.0, 5.0], [5.0, 5.0, 0.0]])
    >>> best_median(cost, np.array([1.0, 1.0, 1.0]), 1).site
    (2,)
    """
    places, sites = cost.shape
    whole = float(people.sum())
    if len(people) != places or count < 1 or not np.isfinite(cost).all() or whole <= 0:
        raise ValueError(f"finite costs of {places} places need weights, some above 0, and at least 1 site")
    base = np.full(places, cost.max(initial=0.0)) if now is None else np.minimum(now, cost.max(initial=0.0))
    # What a site saves a place beside what is there; the best saving of k sites is looked for.
    saved = np.maximum(base[:, None] - cost, 0.0) * people[:, None]
    start = float((base * people).sum())
    chosen, value, bound = _search(saved, min(count, sites), told)
    return Sites(tuple(sorted(chosen)), (start - value) / whole, (start - bound) / whole)


def _search(saved: Floats, count: int, told: Callable[[float], None]) -> tuple[list[int], float, float]:
    """Sites, what they save, and what none can save more than."""
    best = _interchanged(saved, _greedy(saved, count))
    value, bound = _saving(saved, best), np.inf
    price = saved.max(axis=1) / 2
    step, since, seen = _FIRST_STEP, 0, {tuple(sorted(best))}
    for number in range(ROUNDS):
        worth = np.maximum(saved - price[:, None], 0.0).sum(axis=0)
        sites = np.argsort(-worth, kind="stable")[:count]
        above = float(price.sum() + worth[sites].sum())
        since = 0 if above < bound * (1 - 1e-6) else since + 1
        bound = min(bound, above)
        if tuple(sorted(sites.tolist())) not in seen:
            seen.add(tuple(sorted(sites.tolist())))
            found = _interchanged(saved, sites.tolist())
            if _saving(saved, found) > value:
                best, value = found, _saving(saved, found)
        if bound - value <= CLOSE_ENOUGH * abs(value) or step < _SMALLEST_STEP:
            break
        slope = 1.0 - (saved[:, sites] > price[:, None]).sum(axis=1)
        length = float((slope**2).sum())
        if length == 0.0:
            break
        price = np.maximum(price - step * (above - value) / length * slope, 0.0)
        if since >= _PATIENCE:
            step, since = step / 2, 0
        told(number / ROUNDS)
    return best, value, max(bound, value)


def _saving(saved: Floats, sites: list[int]) -> float:
    return float(saved[:, sites].max(axis=1).sum())


def _greedy(saved: Floats, count: int) -> list[int]:
    """Sites taken one after the other, each the one that saves most beside those before."""
    sites: list[int] = []
    have = np.zeros(len(saved))
    for _ in range(count):
        gain = np.maximum(saved - have[:, None], 0.0).sum(axis=0)
        gain[sites] = -1.0
        sites.append(int(np.argmax(gain)))
        have = np.maximum(have, saved[:, sites[-1]])
    return sites


def _interchanged(saved: Floats, sites: list[int]) -> list[int]:
    """Sites after swapping one for another as long as that saves more."""
    sites = list(sites)
    while True:
        swap = _best_swap(saved, sites)
        if swap is None:
            return sites
        sites[swap[0]] = swap[1]


def _best_swap(saved: Floats, sites: list[int]) -> tuple[int, int] | None:
    """The place in the list and the site that takes it; None where no swap saves more."""
    own = saved[:, sites]
    order = np.argsort(-own, axis=1, kind="stable")
    first = np.take_along_axis(own, order[:, :1], axis=1)[:, 0]
    second = np.take_along_axis(own, order[:, 1:2], axis=1)[:, 0] if len(sites) > 1 else np.zeros(len(saved))
    now = first.sum()
    best, swap = now * (1 + 1e-9) + 1e-9, None
    for place in range(len(sites)):
        left = np.where(order[:, 0] == place, second, first)
        total = np.maximum(saved, left[:, None]).sum(axis=0)
        site = int(np.argmax(total))
        if total[site] > best:
            best, swap = float(total[site]), (place, site)
    return swap
