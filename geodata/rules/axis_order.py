"""Whether two columns of coordinates were exchanged: evidence from what is impossible as stated."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .china_zones import FALSE_EASTING_M, FIRST_ZONE, LAST_ZONE, ZONE_HALF_WIDTH_M

Numbers = NDArray[np.float64]
Box = tuple[float, float, float, float]
# Mainland China from Hainan to Mohe, in metres along a meridian: no easting of six or eight digits lies there.
_MAINLAND_NORTHINGS_M = (1_900_000.0, 5_950_000.0)


@dataclass(frozen=True)
class Swap:
    """column: the columns as a whole are exchanged. rows: (n,) the single rows written the other way round.

    exchanged, kept: how many rows speak for each way.
    """

    column: bool
    rows: NDArray[np.bool_]
    exchanged: int
    kept: int

    @property
    def single(self) -> int:
        """How many rows are written the other way round than the column."""
        return int(self.rows.sum())


def looks_swapped(x: Numbers, y: Numbers, box: Box | None = None) -> Swap:
    """Whether x (n,) and y (n,) (longitude and latitude in degrees, or east and north in metres) were exchanged.

    A row speaks for an exchange when it is impossible as stated but possible the other way round, or lies inside `box`
    (xmin, ymin, xmax, ymax: the district, in the same unit) only then. The column is judged by the majority.
    Rows with a missing number, and rows that are possible both ways, say nothing.

    >>> looks_swapped(np.array([25.04, 25.1]), np.array([102.71, 102.8])).column
    True
    """
    x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    exchanged = _only(y, x, x, y, box)
    kept = _only(x, y, y, x, box)
    column = int(exchanged.sum()) > int(kept.sum())
    return Swap(column, kept if column else exchanged, int(exchanged.sum()), int(kept.sum()))


def _only(x: Numbers, y: Numbers, other_x: Numbers, other_y: Numbers, box: Box | None) -> NDArray[np.bool_]:
    """Rows that can be (x, y) and cannot be (other_x, other_y)."""
    found = _degrees(x, y) & ~_degrees(other_x, other_y)
    found |= _zone_metres(x, y) & ~_zone_metres(other_x, other_y)
    if box is not None:
        inside, outside = _in_box(x, y, box), _in_box(other_x, other_y, box)
        found = (found & ~outside) | (inside & ~outside)
    return found


def _degrees(lon: Numbers, lat: Numbers) -> NDArray[np.bool_]:
    return (np.abs(lon) <= 180) & (np.abs(lat) <= 90)


def _zone_metres(east: Numbers, north: Numbers) -> NDArray[np.bool_]:
    """Whether metres can be Gauss-Kruger ones of mainland China, with the zone number in front or without."""
    number = np.floor(east / 1e6)
    known = number == 0
    for degrees, first in FIRST_ZONE.items():
        known |= (number >= first) & (number <= LAST_ZONE[degrees])
    near = np.abs(east - number * 1e6 - FALSE_EASTING_M) <= ZONE_HALF_WIDTH_M
    low, high = _MAINLAND_NORTHINGS_M
    return known & near & (north >= low) & (north <= high)


def _in_box(x: Numbers, y: Numbers, box: Box) -> NDArray[np.bool_]:
    xmin, ymin, xmax, ymax = box
    return (x >= xmin) & (x <= xmax) & (y >= ymin) & (y <= ymax)
