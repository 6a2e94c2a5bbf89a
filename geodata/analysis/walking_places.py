"""Places between degrees and the metres walks are measured in."""

from functools import cache

import numpy as np
from numpy.typing import NDArray
from pyproj import Transformer

from geodata.crs import LONLAT, MEASURE

Floats = NDArray[np.float64]
# About a tenth of a metre.
_DECIMALS = 6


@cache
def _between(source: int, target: int) -> Transformer:
    return Transformer.from_crs(source, target, always_xy=True)


def to_metres(lonlat: Floats) -> Floats:
    """Metres of MEASURE of places in degrees WGS 84; infinite far outside the reach of MEASURE.

    Parameters: lonlat (n, 2). Returns: (n, 2).

    >>> to_metres(np.array([[102.0, 25.0]])).round().tolist()
    [[500000.0, 2766054.0]]
    """
    lonlat = np.asarray(lonlat, float).reshape(-1, 2)
    return np.column_stack(_between(LONLAT, MEASURE).transform(lonlat[:, 0], lonlat[:, 1]))


def to_lonlat(xy: Floats) -> list[list[float]]:
    """Longitude and latitude, degrees WGS 84 to six decimals, of places in metres of MEASURE (n, 2).

    >>> to_lonlat(np.array([[500000.0, 2766054.5]]))
    [[102.0, 25.000003]]
    """
    xy = np.asarray(xy, float).reshape(-1, 2)
    found = np.column_stack(_between(MEASURE, LONLAT).transform(xy[:, 0], xy[:, 1]))
    return [[float(lon), float(lat)] for lon, lat in found.round(_DECIMALS)]
