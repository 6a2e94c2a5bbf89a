"""EPSG numbers of the Chinese Gauss-Kruger zones, by datum, central meridian and false easting.

Files name them in dozens of ways; the numbers inside are what counts. Where the 6-degree and the 3-degree zone
on a meridian are the same map, the name decides, and else the 3-degree one, which districts use.
"""

import re
from dataclasses import dataclass

from pyproj import CRS


@dataclass(frozen=True)
class _Family:
    """A datum's numbers: names it goes by, its ellipsoid, and the EPSG numbers of its first zones."""

    names: re.Pattern[str]
    axis_m: float
    inverse_flattening: float
    geographic: int
    six_prefixed: int
    six_plain: int
    three_prefixed: int
    three_plain: int


_FAMILIES = (
    _Family(
        re.compile(r"china_?2000|cgcs_?2000|china_geodetic_coordinate_system_2000|国家2000|国家大地"),
        6_378_137.0, 298.257222101, 4490, 4491, 4502, 4513, 4534,
    ),
    _Family(
        re.compile(r"xi_?an_?(?:19)?80|西安"),
        6_378_140.0, 298.257, 4610, 2327, 2338, 2349, 2370,
    ),
    _Family(
        re.compile(r"(?<!new_)beijing_?(?:19)?54|北京"),
        6_378_245.0, 298.3, 4214, 21413, 21453, 2401, 2422,
    ),
)  # fmt: skip
_FIRST_MERIDIAN, _LAST_MERIDIAN = 75.0, 135.0
_FIRST_SIX, _FIRST_THREE = 13, 25
_PLAIN_EASTING = 500_000.0
_ZONE_EASTING = 1_000_000.0
_METHOD = "Transverse Mercator"
_SIX = re.compile(r"6[_ -]?deg|(?<!3_degree_)gk_|gauss.kruger", re.IGNORECASE)
_THREE = re.compile(r"3[_ -]?deg|3度", re.IGNORECASE)


def chinese_srid(crs: CRS) -> int | None:
    """The EPSG number of a CGCS2000, Xian 1980 or Beijing 1954 system; None where the CRS is none of theirs.

    >>> chinese_srid(CRS.from_epsg(4543)), chinese_srid(CRS.from_epsg(4522)), chinese_srid(CRS.from_epsg(32648))
    (4543, 4522, None)
    """
    family = _family(crs)
    if family is None:
        return None
    if crs.is_geographic:
        return family.geographic if _plain_degrees(crs) else None
    zone = _meridian_and_easting(crs)
    return _zone_srid(family, *zone, crs.name) if zone else None


def _family(crs: CRS) -> _Family | None:
    geodetic = crs.geodetic_crs
    if geodetic is None or geodetic.datum is None or geodetic.ellipsoid is None:
        return None
    names = re.sub(r"[^\w]+", "_", f"{geodetic.name} {geodetic.datum.name}".lower())
    ellipsoid = geodetic.ellipsoid
    for family in _FAMILIES:
        close = (
            abs(ellipsoid.semi_major_metre - family.axis_m) < 0.5
            and abs(ellipsoid.inverse_flattening - family.inverse_flattening) < 1e-3
        )
        if close and family.names.search(names) and _greenwich(geodetic):
            return family
    return None


def _greenwich(geodetic: CRS) -> bool:
    return geodetic.prime_meridian is None or abs(geodetic.prime_meridian.longitude) < 1e-9


def _plain_degrees(crs: CRS) -> bool:
    return all(abs(axis.unit_conversion_factor - 0.0174532925199433) < 1e-9 for axis in crs.axis_info[:2])


def _meridian_and_easting(crs: CRS) -> tuple[float, float] | None:
    """Central meridian (degrees) and false easting (metres) of an unscaled transverse Mercator; else None."""
    operation = crs.coordinate_operation
    if operation is None or operation.method_name != _METHOD:
        return None
    if any(abs(axis.unit_conversion_factor - 1.0) > 1e-9 for axis in crs.axis_info):
        return None
    values = {param.name: param.value for param in operation.params}
    plain = (
        abs(values.get("Latitude of natural origin", 1.0)) < 1e-9
        and abs(values.get("False northing", 1.0)) < 1e-3
        and abs(values.get("Scale factor at natural origin", 0.0) - 1.0) < 1e-9
    )
    if not plain:
        return None
    return values["Longitude of natural origin"], values["False easting"]


def _zone_srid(family: _Family, meridian: float, easting: float, name: str) -> int | None:
    steps = (meridian - _FIRST_MERIDIAN) / 3
    step = round(steps)
    if abs(steps - step) > 1e-7 or not _FIRST_MERIDIAN <= meridian <= _LAST_MERIDIAN:
        return None
    if abs(easting - _PLAIN_EASTING) < 1e-3:
        six = step % 2 == 0 and _SIX.search(name) is not None and _THREE.search(name) is None
        return family.six_plain + step // 2 if six else family.three_plain + step
    zone = (easting - _PLAIN_EASTING) / _ZONE_EASTING
    if abs(zone - (_FIRST_THREE + step)) < 1e-9:
        return family.three_prefixed + step
    if step % 2 == 0 and abs(zone - (_FIRST_SIX + step // 2)) < 1e-9:
        return family.six_prefixed + step // 2
    return None
