"""Coordinate systems by EPSG number: which are accepted, what they are called, how exactly they come to WGS 84.

Only numbers of the registry that pyproj carries reach PROJ, never a text from outside, and PROJ fetches nothing. Axis
order is always longitude, latitude or east, north. One number means one transformation for every place: choosing
another one beyond some line, as PROJ does by itself, would tear polygons apart there.
"""

import warnings
from dataclasses import dataclass
from functools import cache

from pyproj import CRS, Transformer
from pyproj.aoi import AreaOfInterest
from pyproj.database import query_crs_info
from pyproj.enums import PJType
from pyproj.exceptions import ProjError
from pyproj.network import set_network_enabled
from pyproj.transformer import TransformerGroup

from geodata import crs
from geodata.rules import china_zones
from geodata.rules.china_zones import CHINA_CRS, Family

CGCS2000 = china_zones.GEOGRAPHIC[Family.CGCS2000]
USUAL_TEXT = "4326、4490、3857、CGCS2000 4491–4554、西安80 2327–2390、北京54 2401–2442、UTM 32601–32660"
# What the two realisations differ by today, mostly the drift of the plate since 2000.
_CGCS2000_ACCURACY_M = 1.0
_KINDS = [PJType.GEOGRAPHIC_2D_CRS, PJType.PROJECTED_CRS]
_SPOKEN = {
    crs.LONLAT: ("WGS 84 经纬度", "WGS 84 longitude, latitude"),
    crs.WEB: ("Web 墨卡托", "Web Mercator"),
}
# A database measures about this far from its meridian.
_ZONE_DEGREES = 3.0

set_network_enabled(False)


@cache
def allowed_srids() -> frozenset[int]:
    """The accepted EPSG numbers: geographic and projected ones in the registry that are not withdrawn."""
    listed = query_crs_info(auth_name="EPSG", pj_types=_KINDS, allow_deprecated=False)
    return frozenset(int(one.code) for one in listed) | CHINA_CRS.keys()


@cache
def system(srid: int) -> CRS:
    """The coordinate system of an accepted number; raises KeyError for any other."""
    if srid not in allowed_srids():
        raise KeyError(srid)
    return CRS.from_epsg(srid)


@cache
def crs_title(srid: int) -> tuple[str, str]:
    """The Chinese and English name of an accepted coordinate system; the registry's own name where there is no other.

    Raises KeyError for a number that is not accepted.
    """
    if srid in CHINA_CRS:
        return china_zones.title(srid)
    name = system(srid).name
    return _SPOKEN.get(srid, (name, name))


@cache
def is_degrees(srid: int) -> bool:
    """Whether an accepted system counts in degrees."""
    return system(srid).is_geographic


@cache
def can_be_shifted(srid: int) -> bool:
    """Whether GCJ-02 or BD-09 places may have been written in this system: it stands on WGS 84 or CGCS2000."""
    base = system(srid).geodetic_crs
    return base is not None and base.to_epsg() in (crs.LONLAT, CGCS2000)


def accuracy_of(srid: int) -> float | None:
    """How far (metres) places come out at most when brought to WGS 84; None where no exact parameters are public.

    Raises KeyError for a number that is not accepted or cannot be brought to WGS 84.
    """
    return _operation(srid, crs.MEASURE).accuracy_m


def to_wgs84_transformer(srid: int) -> Transformer:
    """What brings coordinates of an accepted system to lon, lat; for the old Chinese datums lon, lat of their own.

    Raises KeyError for a number that is not accepted or that PROJ cannot bring to WGS 84 without fetching grids.
    """
    return _operation(srid, crs.MEASURE).transformer


@cache
def to_own_degrees(srid: int) -> Transformer:
    """What brings coordinates of an accepted system to lon, lat of its own datum: quick, and near enough to judge by.

    Raises KeyError for a number that is not accepted or has no such degrees.
    """
    base = system(srid).geodetic_crs
    try:
        return Transformer.from_crs(srid, base, always_xy=True)
    except ProjError:
        raise KeyError(srid) from None


@dataclass(frozen=True)
class _Operation:
    transformer: Transformer
    accuracy_m: float | None


@cache
def _operation(srid: int, measure: int) -> _Operation:
    """The one transformation used for a number in a database that measures in `measure`."""
    china = CHINA_CRS.get(srid)
    if china:
        own = china_zones.GEOGRAPHIC[china.family]
        exact = _CGCS2000_ACCURACY_M if china.family == Family.CGCS2000 else None
        return _Operation(Transformer.from_crs(srid, own, always_xy=True), exact)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore", UserWarning
            )  # grids that are not installed: the next best is used
            best = TransformerGroup(
                srid, crs.LONLAT, always_xy=True, area_of_interest=_area(srid, measure)
            ).transformers[0]
    except (ProjError, IndexError):
        raise KeyError(srid) from None
    # Made anew from its definition: a member of a group is bound to the thread that asked.
    return _Operation(
        Transformer.from_pipeline(best.definition), best.accuracy if best.accuracy >= 0 else None
    )


def _area(srid: int, measure: int) -> AreaOfInterest | None:
    """The part of a system's area this database measures, all of its area where that is elsewhere."""
    area = system(srid).area_of_use
    if area is None:
        return None
    west, south, east, north = area.bounds
    meridian = crs.central_meridian(measure)
    near = max(west, meridian - _ZONE_DEGREES), min(east, meridian + _ZONE_DEGREES)
    return (
        AreaOfInterest(near[0], south, near[1], north) if near[0] < near[1] else AreaOfInterest(*area.bounds)
    )
