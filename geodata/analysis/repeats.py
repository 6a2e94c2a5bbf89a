"""Reports collapsed to incidents: the same kind of thing, at the same place, soon after, in like words."""

from collections.abc import Callable

import numpy as np
from scipy.spatial import cKDTree

from geodata.rules.heat_limits import REPEAT_DAYS, REPEAT_M

from .cells import Flags, Floats, Integers

Alike = Callable[[Integers, Integers], Flags]


def collapse_repeats(
    points: Floats,
    days: Floats,
    category: Integers,
    *,
    building: Integers | None = None,
    alike: Alike | None = None,
    distance_m: float = REPEAT_M,
    within_days: float = REPEAT_DAYS,
) -> Integers:
    """For each report the number of the first report of its incident (its own number where it is the first).

    Parameters
    ----------
    points : (n, 2) metres in the measuring CRS.
    days : (n,) times in days, fractions allowed.
    category : (n,) integers; only reports of one category are one incident.
    building : (n,) integers, negative where unknown; reports of one building are near whatever their distance.
    alike : tells of pairs of report numbers (m,), (m,) whether their texts are alike; None asks nobody.
    distance_m, within_days : largest distance and time from the incident's first report, both included.

    Returns
    -------
    (n,) report numbers. An incident is kept to its first report, so that a busy corner does not become one endless
    incident: a report later than within_days after it begins a new one. Of several incidents it joins the oldest.

    Raises
    ------
    ValueError : when lengths differ.

    >>> points = np.array([[0.0, 0.0], [30.0, 0.0], [30.0, 0.0], [500.0, 0.0]])
    >>> collapse_repeats(points, np.array([0.0, 2.0, 9.5, 0.0]), np.zeros(4, dtype=int)).tolist()
    [0, 0, 2, 3]
    """
    if not len(points) == len(days) == len(category):
        raise ValueError("points, days and category must be of one length")
    age = np.empty(len(days), dtype=np.int64)
    age[np.argsort(days, kind="stable")] = np.arange(len(days))
    older, younger = _near_pairs(points, days, category, (distance_m, within_days))
    if building is not None:
        older, younger = _and_same_building((older, younger), building, days, category, within_days)
    swap = age[older] > age[younger]
    older, younger = np.where(swap, younger, older), np.where(swap, older, younger)
    if alike is not None and older.size:
        kept = alike(older, younger)
        older, younger = older[kept], younger[kept]
    return _first_reports(older, younger, age)


def _near_pairs(
    points: Floats, days: Floats, category: Integers, reach: tuple[float, float]
) -> tuple[Integers, ...]:
    """Pairs of one category near in space and time; category by category keeps the pairs few."""
    found = [np.empty((0, 2), dtype=np.int64)]
    order = np.argsort(category, kind="stable")
    for members in np.split(order, np.flatnonzero(np.diff(category[order])) + 1):
        scaled = np.column_stack([points[members] / reach[0], days[members] / reach[1]])
        # A hair more than the limit; the limit itself is tested below in its own unit.
        pairs = (
            cKDTree(scaled).query_pairs(1 + 1e-9, p=np.inf, output_type="ndarray")
            if members.size
            else found[0]
        )
        found.append(members[pairs])
    first, second = np.concatenate(found).T
    distance = np.hypot(*(points[first] - points[second]).T)
    near = (distance <= reach[0]) & (np.abs(days[first] - days[second]) <= reach[1])
    return first[near], second[near]


def _and_same_building(
    pairs: tuple[Integers, Integers], building: Integers, days: Floats, category: Integers, within_days: float
) -> tuple[Integers, Integers]:
    """The pairs and those of one building; a building at a time is one place, so its number stands for x."""
    known = np.flatnonzero(building >= 0)
    at = np.column_stack([building[known] * 2.0, np.zeros(known.size)])
    first, second = _near_pairs(at, days[known], category[known], (1.0, within_days))
    both = np.concatenate([np.column_stack(pairs), np.column_stack([known[first], known[second]])])
    older, younger = np.unique(np.sort(both, axis=1), axis=0).T
    return older, younger


def _first_reports(older: Integers, younger: Integers, age: Integers) -> Integers:
    """Whom each report belongs to.

    A report all of whose older neighbours belong to others begins an incident; one whose oldest neighbour that does not
    belong to others begins one joins that. Settled in rounds over all reports at once; the oldest one that is still open
    can always be settled.
    """
    first = np.arange(age.size)
    order = np.lexsort((age[older], younger))
    older, younger = older[order], younger[order]
    begins = np.bincount(younger, minlength=age.size) == 0
    while younger.size:
        oldest = np.flatnonzero(np.diff(younger, prepend=-1))
        settled = oldest[begins[older[oldest]]]
        joined = np.zeros(age.size, dtype=bool)
        joined[younger[settled]] = True
        first[younger[settled]] = older[settled]
        open_before = younger[oldest]
        keep = ~joined[younger] & ~joined[older]
        older, younger = older[keep], younger[keep]
        still_open = np.bincount(younger, minlength=age.size) > 0
        begins[open_before[~joined[open_before] & ~still_open[open_before]]] = True
    return first


def text_alike(texts: list[str], share: float) -> Alike:
    """A test of pairs of reports by their texts: the share of common pairs of characters; an empty text is like any.

    Source: Jaccard's coefficient of character bigrams, which needs no word boundaries.

    >>> alike = text_alike(["路口垃圾堆积", "垃圾堆积在路口", "夜间施工噪音"], 0.3)
    >>> alike(np.array([0, 0]), np.array([1, 2])).tolist()
    [True, False]
    """
    bigrams = [{text[i : i + 2] for i in range(len(text) - 1)} for text in texts]

    def alike(one: Integers, other: Integers) -> Flags:
        pairs = ((bigrams[a], bigrams[b]) for a, b in zip(one.tolist(), other.tolist(), strict=True))
        return np.array([not a or not b or len(a & b) >= share * len(a | b) for a, b in pairs], dtype=bool)

    return alike
