"""Reports collapsed to incidents: the same kind of thing, at the same place, soon after."""

from math import hypot, inf

import numpy as np

from geodata.rules.heat_limits import REPEAT_DAYS, REPEAT_M

from .cells import Floats, Integers

_UNKNOWN = -1
# How many came before, its number, its square, its building, x and y in metres, day.
_Report = tuple[int, int, int, int, float, float, float]


def collapse_repeats(
    points: Floats,
    days: Floats,
    category: Integers,
    *,
    building: Integers | None = None,
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
    distance_m, within_days : largest distance and time from the incident's first report, both included.

    Returns
    -------
    (n,) report numbers. An incident is kept to its first report, so that a busy corner does not become one endless
    incident: a report later than within_days after it begins a new one. Of several incidents it joins the oldest.

    Reports are taken in the order of time, beside the few first reports that can still be joined: time and memory grow
    with the number of reports, however many of them come to one corner.

    Raises
    ------
    ValueError : when lengths differ.

    >>> points = np.array([[0.0, 0.0], [30.0, 0.0], [30.0, 0.0], [500.0, 0.0]])
    >>> collapse_repeats(points, np.array([0.0, 2.0, 9.5, 0.0]), np.zeros(4, dtype=int)).tolist()
    [0, 0, 2, 3]
    """
    if not len(points) == len(days) == len(category):
        raise ValueError("points, days and category must be of one length")
    first = np.arange(len(days))
    if not first.size:
        return first
    order = np.argsort(days, kind="stable")
    squares, around = _squares(points, category, distance_m)
    begun = _Begun(distance_m, within_days, around)
    columns = (order, squares[order], _houses(category, building)[order], *points[order].T, days[order])
    told = zip(first.tolist(), *(column.tolist() for column in columns), strict=True)
    first[order] = [begun.first_of(report) for report in told]
    return first


def _squares(points: Floats, category: Integers, side_m: float) -> tuple[Integers, tuple[int, ...]]:
    """The number (n,) of the square and category each report lies in, and what to add for the nine squares around."""
    column, row = np.floor((points - points.min(axis=0)) / side_m).astype(np.int64).T + 1
    kind = np.unique(category, return_inverse=True)[1]
    width, height = int(column.max()) + 2, int(row.max()) + 2
    around = tuple(down * width + right for down in (-1, 0, 1) for right in (-1, 0, 1))
    return (kind * height + row) * width + column, around


def _houses(category: Integers, building: Integers | None) -> Integers:
    """The number (n,) of the building and category of each report, below -1; -1 where the building is unknown."""
    if building is None:
        return np.full(len(category), _UNKNOWN, dtype=np.int64)
    kind = np.unique(category, return_inverse=True)[1]
    house = np.unique(building, return_inverse=True)[1]
    return np.where(building >= 0, -2 - kind * (int(house.max()) + 1) - house, _UNKNOWN)


class _Begun:
    """The first reports that a later one may join, by square and by building, in the order they began in."""

    def __init__(self, distance_m: float, within_days: float, around: tuple[int, ...]) -> None:
        self._within_days = within_days
        self._around = tuple((place, distance_m) for place in around)
        self._held: dict[int, list[_Report]] = {}

    def first_of(self, told: _Report) -> int:
        """The first report of a report's incident: itself where it can join none. They come in the order of time."""
        _, number, square, house, *_ = told
        held = self._held
        found = [
            first
            for place, reach_m in self._around
            if square + place in held and (first := self._oldest(held[square + place], told, reach_m))
        ]
        if house in held and (first := self._oldest(held[house], told, inf)):
            found.append(first)
        if found:
            return min(found)[1]
        self._begin(told, square)
        if house != _UNKNOWN:
            self._begin(told, house)
        return number

    def _oldest(self, begun: list[_Report], told: _Report, reach_m: float) -> _Report | None:
        *_, x, y, day = told
        for first in begun:
            if day - first[6] <= self._within_days and hypot(x - first[4], y - first[5]) <= reach_m:
                return first
        return None

    def _begin(self, told: _Report, place: int) -> None:
        still = [one for one in self._held.get(place, ()) if told[6] - one[6] <= self._within_days]
        self._held[place] = [*still, told]
