"""Whether events that are near in space are near in time more often than chance makes them (Knox)."""

from dataclasses import dataclass

import numpy as np
from scipy.spatial import cKDTree

from .cells import Floats, Integers


@dataclass(frozen=True)
class Knox:
    """pairs: near in both; near_space, near_time: near in one; expected pairs; p of so many or more by shuffles."""

    pairs: int
    near_space: int
    near_time: int
    expected: float
    p: float


def knox(
    points: Floats,
    times: Floats,
    *,
    distance_m: float,
    time_gap: float,
    permutations: int = 99,
    seed: int = 0,
) -> Knox:
    """The count of pairs of events that are near in space and time, and its chance.

    Parameters
    ----------
    points : (n, 2) metres in the measuring CRS; times : (n,) in any unit.
    distance_m, time_gap : the largest distance and gap that count as near (both included).
    permutations : how often the times are shuffled; 0 leaves p nan.

    Raises
    ------
    ValueError : when lengths differ.

    Source: Knox (1964), The detection of space-time interactions; on the Burkitt sample (20 km, 5 days) it counts 13.

    >>> points = np.array([[0.0, 0.0], [3.0, 4.0], [100.0, 0.0]])
    >>> found = knox(points, np.array([1.0, 2.0, 2.0]), distance_m=5, time_gap=1)
    >>> found.pairs, found.near_space, found.near_time
    (1, 1, 3)
    """
    if len(points) != len(times):
        raise ValueError(f"{len(points)} points but {len(times)} times")
    pairs = cKDTree(points).query_pairs(distance_m, output_type="ndarray")
    near_time = _pairs_within(times, time_gap)
    together = _together(times, pairs, time_gap)
    rng = np.random.default_rng(seed)
    shuffled = [_together(rng.permutation(times), pairs, time_gap) for _ in range(permutations)]
    reached = sum(one >= together for one in shuffled)
    p = (reached + 1) / (permutations + 1) if permutations else float("nan")
    all_pairs = len(points) * (len(points) - 1) / 2
    expected = len(pairs) * near_time / all_pairs if all_pairs else 0.0
    return Knox(together, len(pairs), near_time, expected, p)


def _together(times: Floats, pairs: Integers, time_gap: float) -> int:
    return int((np.abs(times[pairs[:, 0]] - times[pairs[:, 1]]) <= time_gap).sum())


def _pairs_within(times: Floats, gap: float) -> int:
    ordered = np.sort(times)
    return int((np.searchsorted(ordered, ordered + gap, side="right") - np.arange(1, len(ordered) + 1)).sum())
