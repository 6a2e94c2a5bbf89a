"""EPSG numbers of the Chinese Gauss-Kruger zones, by datum, central meridian and false easting.

Files name them in dozens of ways; the numbers inside are what counts. Where the 6-degree and the 3-degree zone
on a meridian are the same map, the name decides, and else the 3-degree one, which districts use.
"""

import re
from dataclasses import dataclass

from pyproj import CRS

from geodata.rules.china_zones import FALSE_EASTING_M, FIRST_ZONE, GEOGRAPHIC, LAST_ZONE, Family, zone_srid


@dataclass(frozen=True)
class _Names:
    """How files name a datum, and its ellipsoid."""

    family: Family
    names: re.Pattern[str]
    axis_m: float
    inverse_flattening: float


_FAMILIES = (
    _Names(
        Family.CGCS2000,
        re.compile(r"china_?2000|cgcs_?2000|china_geodetic_coordinate_system_2000|国家2000|国家大地"),
        6_378_137.0,
        298.257222101,
    ),
    _Names(Family.XIAN80, re.compile(r"xi_?an_?(?:19)?80|西安"), 6_378_140.0, 298.257),
    _Names(Family.BEIJING54, re.compile(r"(?<!new_)beijing_?(?:19)?54|北京"), 6_378_245.0, 298.3),
)
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
        return GEOGRAPHIC[family] if _plain_degrees(crs) else None
    zone = _meridian_and_easting(crs)
    return _zone_srid(family, *zone, crs.name) if zone else None


def _family(crs: CRS) -> Family | None:
    geodetic = crs.geodetic_crs
    if geodetic is None or geodetic.datum is None or geodetic.ellipsoid is None:
        return None
    names = re.sub(r"[^\w]+", "_", f"{geodetic.name} {geodetic.datum.name}".lower())
    ellipsoid = geodetic.ellipsoid
    for known in _FAMILIES:
        close = (
            abs(ellipsoid.semi_major_metre - known.axis_m) < 0.5
            and abs(ellipsoid.inverse_flattening - known.inverse_flattening) < 1e-3
        )
        if close and known.names.search(names) and _greenwich(geodetic):
            return known.family
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


def _zone_srid(family: Family, meridian: float, easting: float, name: str) -> int | None:
    """The zone on a meridian with a false easting; None where there is none in China."""
    three = round(meridian / 3)
    six = (three + 1) // 2 if three % 2 else None  # every second 3-degree meridian is a 6-degree one too
    if abs(meridian / 3 - three) > 1e-7 or not FIRST_ZONE[3] <= three <= LAST_ZONE[3]:
        return None
    if abs(easting - FALSE_EASTING_M) < 1e-3:
        wide = six is not None and _SIX.search(name) is not None and _THREE.search(name) is None
        return (
            zone_srid(family, 6, six or 0, prefixed=False)
            if wide
            else zone_srid(family, 3, three, prefixed=False)
        )
    zone = (easting - FALSE_EASTING_M) / _ZONE_EASTING
    if abs(zone - three) < 1e-9:
        return zone_srid(family, 3, three, prefixed=True)
    if six is not None and abs(zone - six) < 1e-9:
        return zone_srid(family, 6, six, prefixed=True)
    return None
