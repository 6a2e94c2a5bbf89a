"""WGS 84 and the two shifted datums of Chinese map services: GCJ-02 (Amap, Tencent, DataV), BD-09 (Baidu).

All arrays are (n, 2) float64 of longitude, latitude in degrees. The shifts are published only as code; the
constants below are the ones in general use. Both directions agree within a millimetre: the inverse is
found by iterating the forward shift, not by subtracting it once. Two million places take about two seconds.
Source of the method: the public-domain `eviltransform` derivation, checked against known triples in tests.
"""

from collections.abc import Callable
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

Degrees = NDArray[np.float64]


class Datum(StrEnum):
    """What a file's coordinates refer to."""

    WGS84 = "wgs84"
    GCJ02 = "gcj02"
    BD09 = "bd09"


# Krasovsky 1940, the ellipsoid of the GCJ-02 shift.
_AXIS_M = 6_378_245.0
_ECCENTRICITY2 = 0.006_693_421_622_965_943
# Outside this box (degrees) map services leave coordinates alone.
CHINA_BOX = (72.004, 0.8293, 137.8347, 55.8271)
# Metres of a degree on a sphere of the earth's size: good to half a percent, enough to warn with.
_DEGREE_M = 111_320.0
_BD_WAVE = np.pi * 3000.0 / 180.0
_BD_OFFSET = np.array([0.0065, 0.006])
# 0.1 mm on the ground; a round brings the rest down a thousandfold.
_CLOSE_DEGREES = 1e-9
_MOST_ROUNDS = 10
# So many places at a time stay in the processor's cache: twice as fast as two million at once.
_CHUNK = 50_000


def _waves(values: Degrees, terms: tuple[tuple[float, float], ...]) -> Degrees:
    """Two thirds of the sum of amplitude x sin(frequency x pi x values)."""
    total = np.zeros_like(values)
    for amplitude, frequency in terms:
        total += amplitude * np.sin(frequency * np.pi * values)
    return total * 2.0 / 3.0


def _shift_m(x: Degrees, y: Degrees) -> tuple[Degrees, Degrees]:
    """The GCJ-02 shift east and north (metres on the ellipsoid) at lon - 105, lat - 35 (degrees)."""
    both = _waves(x, ((20.0, 6.0), (20.0, 2.0)))
    root = np.sqrt(np.abs(x))
    east = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + both
    east += _waves(x, ((20.0, 1.0), (40.0, 1 / 3), (150.0, 1 / 12), (300.0, 1 / 30)))
    north = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + both
    north += _waves(y, ((20.0, 1.0), (40.0, 1 / 3), (160.0, 1 / 12), (320.0, 1 / 30)))
    return east, north


def _inside_china(lonlat: Degrees) -> NDArray[np.bool_]:
    west, south, east, north = CHINA_BOX
    lon, lat = lonlat[:, 0], lonlat[:, 1]
    return (lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)


def _inside_only(change: Callable[[Degrees], Degrees], lonlat: Degrees) -> Degrees:
    """The coordinates with the change made inside CHINA_BOX; those elsewhere and missing ones stay as they are."""
    moved = lonlat.copy()
    for start in range(0, len(lonlat), _CHUNK):
        part = lonlat[start : start + _CHUNK]
        inside = _inside_china(part)
        moved[start : start + _CHUNK][inside] = change(part[inside])
    return moved


def _to_gcj02(lonlat: Degrees) -> Degrees:
    east, north = _shift_m(lonlat[:, 0] - 105.0, lonlat[:, 1] - 35.0)
    latitude = np.radians(lonlat[:, 1])
    flattening = 1.0 - _ECCENTRICITY2 * np.sin(latitude) ** 2
    parallel_m = _AXIS_M / np.sqrt(flattening) * np.cos(latitude)
    meridian_m = _AXIS_M * (1.0 - _ECCENTRICITY2) / flattening**1.5
    return lonlat + np.degrees(np.column_stack([east / parallel_m, north / meridian_m]))


def _gcj02_to_bd09(lonlat: Degrees) -> Degrees:
    lon, lat = lonlat[:, 0], lonlat[:, 1]
    radius = np.hypot(lon, lat) + 2e-5 * np.sin(lat * _BD_WAVE)
    angle = np.arctan2(lat, lon) + 3e-6 * np.cos(lon * _BD_WAVE)
    return np.column_stack([radius * np.cos(angle), radius * np.sin(angle)]) + _BD_OFFSET


def _inverse(forward: Callable[[Degrees], Degrees], shifted: Degrees) -> Degrees:
    """The coordinates that `forward` takes to `shifted`; a shift changes slowly, so the rounds converge."""
    found = shifted.copy()
    for _ in range(_MOST_ROUNDS):
        missing = shifted - forward(found)
        found += missing
        if not (np.abs(missing) > _CLOSE_DEGREES).any():
            break
    return found


def wgs84_to_gcj02(lonlat: Degrees) -> Degrees:
    """GCJ-02 coordinates of WGS 84 ones, both (n, 2) lon, lat in degrees; unchanged outside CHINA_BOX.

    >>> wgs84_to_gcj02(np.array([[102.7, 25.0]])).round(6).tolist()
    [[102.701415, 24.997004]]
    """
    return _inside_only(_to_gcj02, lonlat)


def gcj02_to_bd09(lonlat: Degrees) -> Degrees:
    """BD-09 coordinates of GCJ-02 ones, both (n, 2) lon, lat in degrees; unchanged outside CHINA_BOX."""
    return _inside_only(_gcj02_to_bd09, lonlat)


def wgs84_to_bd09(lonlat: Degrees) -> Degrees:
    """BD-09 coordinates of WGS 84 ones, both (n, 2) lon, lat in degrees; unchanged outside CHINA_BOX.

    >>> wgs84_to_bd09(np.array([[102.7, 25.0]])).round(6).tolist()
    [[102.707891, 25.003182]]
    """
    return gcj02_to_bd09(wgs84_to_gcj02(lonlat))


def gcj02_to_wgs84(lonlat: Degrees) -> Degrees:
    """WGS 84 coordinates of GCJ-02 ones, both (n, 2) lon, lat in degrees; unchanged outside CHINA_BOX."""
    return _inside_only(lambda part: _inverse(_to_gcj02, part), lonlat)


def bd09_to_gcj02(lonlat: Degrees) -> Degrees:
    """GCJ-02 coordinates of BD-09 ones, both (n, 2) lon, lat in degrees; unchanged outside CHINA_BOX."""
    return _inside_only(lambda part: _inverse(_gcj02_to_bd09, part), lonlat)


def from_wgs84(lonlat: Degrees, datum: Datum) -> Degrees:
    """Coordinates in any datum of WGS 84 ones, both (n, 2) lon, lat in degrees: what a receiver of that datum needs.

    >>> from_wgs84(np.array([[102.7, 25.0]]), Datum.GCJ02).round(6).tolist()
    [[102.701415, 24.997004]]
    """
    if datum == Datum.WGS84:
        return lonlat
    return wgs84_to_gcj02(lonlat) if datum == Datum.GCJ02 else wgs84_to_bd09(lonlat)


def to_wgs84(lonlat: Degrees, datum: Datum) -> Degrees:
    """WGS 84 coordinates of coordinates in any datum, both (n, 2) lon, lat in degrees.

    >>> to_wgs84(np.array([[102.701415, 24.997004]]), Datum.GCJ02).round(5).tolist()
    [[102.7, 25.0]]
    """
    if datum == Datum.WGS84:
        return lonlat
    if datum == Datum.GCJ02:
        return gcj02_to_wgs84(lonlat)
    return gcj02_to_wgs84(bd09_to_gcj02(lonlat))


def typical_shift_m(lonlat: Degrees, datum: Datum) -> float:
    """How far (metres, median) places (n, 2; lon, lat in degrees) are off when a datum is forgotten; 0 outside China.

    >>> round(typical_shift_m(np.array([[102.75, 25.12]]), Datum.GCJ02))
    360
    """
    usable = lonlat[np.isfinite(lonlat).all(axis=1)]
    if not len(usable):
        return 0.0
    degrees = usable - to_wgs84(usable, datum)
    east = degrees[:, 0] * np.cos(np.radians(usable[:, 1]))
    return float(np.median(np.hypot(east, degrees[:, 1])) * _DEGREE_M)


def in_china(lonlat: Degrees) -> bool:
    """Whether the middle of places (n, 2; lon, lat in degrees) lies where shifted datums are in use."""
    usable = lonlat[np.isfinite(lonlat).all(axis=1)]
    return bool(len(usable)) and bool(_inside_china(np.median(usable, axis=0)[None])[0])
