"""The Gauss-Kruger zones Chinese bureaus work in: their EPSG numbers, meridians, names, and which ones a coordinate fits.

Three datums each have 6-degree zones (13-23) and 3-degree zones (25-45), each with the zone number in front of the
easting (34 571 234) or without (571 234). CGCS2000 equals WGS 84 at the precision of this product; Xian 1980 and
Beijing 1954 lie some tens of metres off, and no exact parameters are public.
Source of the method: GB/T 17278 zone numbering; the numbers are those of the EPSG registry, which the test compares.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

FALSE_EASTING_M = 500_000.0
# Half a 6-degree zone at China's south end (18° N), with room for a district across the border.
ZONE_HALF_WIDTH_M = 350_000.0
# China from the Zengmu shoal to Mohe as metres along a meridian.
NORTHINGS_M = (380_000.0, 5_950_000.0)
FIRST_ZONE = {6: 13, 3: 25}
LAST_ZONE = {6: 23, 3: 45}


class Family(StrEnum):
    """A Chinese geodetic datum."""

    CGCS2000 = "CGCS2000"
    XIAN80 = "Xian 1980"
    BEIJING54 = "Beijing 1954"


FAMILY_ZH = {Family.CGCS2000: "CGCS2000", Family.XIAN80: "西安80", Family.BEIJING54: "北京54"}
GEOGRAPHIC = {Family.CGCS2000: 4490, Family.XIAN80: 4610, Family.BEIJING54: 4214}
# First EPSG number of each run of zones: (family, degrees, zone number in front of the easting).
_RUNS = {
    (Family.CGCS2000, 6, True): 4491,
    (Family.CGCS2000, 6, False): 4502,
    (Family.CGCS2000, 3, True): 4513,
    (Family.CGCS2000, 3, False): 4534,
    (Family.XIAN80, 6, True): 2327,
    (Family.XIAN80, 6, False): 2338,
    (Family.XIAN80, 3, True): 2349,
    (Family.XIAN80, 3, False): 2370,
    (Family.BEIJING54, 6, True): 21413,
    (Family.BEIJING54, 6, False): 21453,
    (Family.BEIJING54, 3, True): 2401,
    (Family.BEIJING54, 3, False): 2422,
}


@dataclass(frozen=True)
class ChinaCrs:
    """A coordinate system of a Chinese datum; degrees, zone and meridian are 0 for lon, lat ones.

    meridian: degrees east; prefixed: whether eastings begin with the zone number.
    """

    srid: int
    family: Family
    degrees: int = 0
    zone: int = 0
    meridian: int = 0
    prefixed: bool = False


def _known() -> dict[int, ChinaCrs]:
    known = {srid: ChinaCrs(srid, family) for family, srid in GEOGRAPHIC.items()}
    for (family, degrees, prefixed), first in _RUNS.items():
        for zone in range(FIRST_ZONE[degrees], LAST_ZONE[degrees] + 1):
            srid = first + zone - FIRST_ZONE[degrees]
            meridian = zone_meridian(degrees, zone)
            known[srid] = ChinaCrs(srid, family, degrees, zone, meridian, prefixed)
    return known


def zone_meridian(degrees: int, zone: int) -> int:
    """The central meridian (degrees east) of a zone of 3 or 6 degrees.

    >>> zone_meridian(3, 34), zone_meridian(6, 18)
    (102, 105)
    """
    return 3 * zone if degrees == 3 else 6 * zone - 3


CHINA_CRS = _known()


def china_crs(srid: int) -> ChinaCrs | None:
    """What an EPSG number means among the Chinese ones; None for all others.

    >>> china_crs(4543).meridian, china_crs(4522).prefixed, china_crs(4326)
    (102, True, None)
    """
    return CHINA_CRS.get(srid)


def zone_srid(family: Family, degrees: int, zone: int, *, prefixed: bool) -> int:
    """The EPSG number of a zone; raises ValueError for a zone outside China.

    >>> zone_srid(Family.CGCS2000, 3, 34, prefixed=True)
    4522
    """
    if degrees not in FIRST_ZONE or not FIRST_ZONE[degrees] <= zone <= LAST_ZONE[degrees]:
        raise ValueError(f"no {degrees}-degree zone {zone} in China (6-degree: 13-23, 3-degree: 25-45)")
    return _RUNS[family, degrees, prefixed] + zone - FIRST_ZONE[degrees]


def title(srid: int) -> tuple[str, str]:
    """The Chinese and English name of a Chinese coordinate system; raises KeyError for any other number.

    >>> title(4543)
    ('CGCS2000 三度带 102°', 'CGCS2000 3-degree zone, meridian 102°')
    >>> title(4522)[0]
    'CGCS2000 三度带 102°（带号 34）'
    """
    known = CHINA_CRS[srid]
    family = FAMILY_ZH[known.family]
    if not known.zone:
        return f"{family} 经纬度", f"{known.family} longitude, latitude"
    width = {3: "三度带", 6: "六度带"}[known.degrees]
    zh, en = f"{family} {width} {known.meridian}°", f"{known.family} {known.degrees}-degree zone"
    if known.prefixed:
        return f"{zh}（带号 {known.zone}）", f"{en} {known.zone} in front, meridian {known.meridian}°"
    return zh, f"{en}, meridian {known.meridian}°"


@dataclass(frozen=True)
class Zones:
    """Zones coordinates can be in: (degrees, zone) pairs; prefixed and with_false_easting say how they are written."""

    zones: tuple[tuple[int, int], ...]
    prefixed: bool
    with_false_easting: bool = True


def possible_zones(pairs: NDArray[np.float64]) -> Zones | None:
    """The zones the bulk of coordinates (n, 2) (easting, northing in metres) can be in; None where they fit none.

    Eight-digit eastings name their zone. Six-digit ones fit every meridian. Small ones around 0 were written without
    the 500 km that are usually added. Raises nothing; rows that are no numbers are left out.

    >>> possible_zones(np.array([[34_571_234.0, 2_770_123.0]])).zones
    ((3, 34),)
    >>> len(possible_zones(np.array([[571_234.0, 2_770_123.0]])).zones)
    32
    """
    usable = pairs[np.isfinite(pairs).all(axis=1)]
    if not len(usable):
        return None
    east, north = np.median(usable, axis=0)
    if not NORTHINGS_M[0] <= north <= NORTHINGS_M[1]:
        return None
    number = int(east // 1e6)
    offset = abs(east - number * 1e6 - FALSE_EASTING_M)
    if number > 0:
        degrees = next((d for d in (6, 3) if FIRST_ZONE[d] <= number <= LAST_ZONE[d]), 0)
        return Zones(((degrees, number),), prefixed=True) if degrees and offset <= ZONE_HALF_WIDTH_M else None
    if abs(east - FALSE_EASTING_M) <= ZONE_HALF_WIDTH_M:
        return Zones(_ALL_ZONES, prefixed=False)
    return (
        Zones(_ALL_ZONES, prefixed=False, with_false_easting=False)
        if abs(east) <= ZONE_HALF_WIDTH_M
        else None
    )


_ALL_ZONES = tuple((d, zone) for d in (3, 6) for zone in range(FIRST_ZONE[d], LAST_ZONE[d] + 1))
