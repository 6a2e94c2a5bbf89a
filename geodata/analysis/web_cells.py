"""Cells of web tiles: where they lie and how much ground they cover."""

import math
from dataclasses import dataclass

import numpy as np

from .cells import Floats, Integers

WORLD_M = 2 * 20037508.342789244
EARTH_M = 6378137.0


@dataclass(frozen=True)
class PlacedHours:
    """Events in cells of one zoom: column x and row y of the cell, local hours since 1900-01-01 0:00, all (n,)."""

    x: Integers
    y: Integers
    hour: Integers


@dataclass(frozen=True)
class DayCounts:
    """Counts by cell and day: column x and row y of the cell, days since 1900-01-01, events, all (n,)."""

    x: Integers
    y: Integers
    day: Integers
    events: Integers


def cell_side(zoom: int) -> float:
    """The side of a tile of a zoom, EPSG:3857 metres.

    >>> round(cell_side(17), 3)
    305.748
    """
    return WORLD_M / 2**zoom


def cell_lonlat(zoom: int, x: int, y: int) -> tuple[float, float]:
    """The longitude and latitude (degrees WGS 84) of the middle of a tile.

    Source: the inverse of spherical mercator.

    >>> [round(degrees, 4) for degrees in cell_lonlat(17, 102777, 55991)]
    [102.2868, 25.3453]
    """
    side = cell_side(zoom)
    east, north = (x + 0.5) * side - WORLD_M / 2, WORLD_M / 2 - (y + 0.5) * side
    return math.degrees(east / EARTH_M), math.degrees(math.atan(math.sinh(north / EARTH_M)))


def cell_km2(y: Integers, zoom: int) -> Floats:
    """The ground that cells of some rows cover, km², in the shape of y.

    Source: the scale of web mercator is the secant of the latitude, taken in the middle of the cell.

    >>> cell_km2(np.array([65536, 56000]), 17).round(4).tolist()
    [0.0935, 0.0764]
    """
    side = cell_side(zoom)
    middle = WORLD_M / 2 - (np.asarray(y, dtype=np.float64) + 0.5) * side
    ground: Floats = side * side / 1e6 / np.cosh(middle / EARTH_M) ** 2
    return ground


def unpack_cells(packed: bytes) -> PlacedHours:
    """Cells and hours from big-endian 64-bit numbers of x << 42, y << 22 and the hour.

    >>> found = unpack_cells((7 << 42 | 5 << 22 | 30).to_bytes(8, "big"))
    >>> int(found.x[0]), int(found.y[0]), int(found.hour[0])
    (7, 5, 30)
    """
    value = np.frombuffer(packed, dtype=">i8").astype(np.int64)
    return PlacedHours(value >> 42, (value >> 22) & 0xFFFFF, value & 0x3FFFFF)


def unpack_counts(packed: bytes) -> DayCounts:
    """Counts from pairs of big-endian 64-bit numbers: x << 42, y << 22 and the day; and how many events.

    >>> found = unpack_counts((7 << 42 | 5 << 22 | 46000).to_bytes(8, "big") + (12).to_bytes(8, "big"))
    >>> int(found.x[0]), int(found.y[0]), int(found.day[0]), int(found.events[0])
    (7, 5, 46000, 12)
    """
    pairs = np.frombuffer(packed, dtype=">i8").astype(np.int64).reshape(-1, 2)
    value = pairs[:, 0]
    return DayCounts(value >> 42, (value >> 22) & 0xFFFFF, value & 0x3FFFFF, pairs[:, 1])


def numbered_cells(x: Integers, y: Integers) -> tuple[Integers, Integers, Integers]:
    """The distinct cells in order of y and x, (cells,) each, and for every event the number of its cell, (n,).

    >>> columns, rows, number = numbered_cells(np.array([7, 6, 7]), np.array([5, 5, 5]))
    >>> columns.tolist(), rows.tolist(), number.tolist()
    ([6, 7], [5, 5], [1, 0, 1])
    """
    keys, number = np.unique((y << 32) | x, return_inverse=True)
    return keys & 0xFFFFFFFF, keys >> 32, number
