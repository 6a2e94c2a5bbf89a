"""A place told in degrees as it is stored."""

from functools import cache

from django.contrib.gis.geos import Point
from pyproj import Transformer

from geodata.crs import LONLAT, MEASURE
from geodata.errors import BadParameter


def measured_spot(lon: float, lat: float) -> Point:
    """The place in MEASURE to the centimetre; lon and lat are degrees WGS 84.

    Raises BadParameter for a place outside the world's map or the measuring CRS.
    """
    if not (-180 <= lon <= 180 and -85 <= lat <= 85):
        raise _no_place(lon, lat)
    x, y = _to_measure().transform(lon, lat)
    if not (abs(x) < 1e8 and abs(y) < 1e8):
        raise _no_place(lon, lat)
    return Point(round(x, 2), round(y, 2), srid=MEASURE)


@cache
def _to_measure() -> Transformer:
    """Made once: finding the way between two systems takes 25 ms, going it takes microseconds."""
    return Transformer.from_crs(LONLAT, MEASURE, always_xy=True)


def _no_place(lon: float, lat: float) -> BadParameter:
    return BadParameter(
        f"经度 {lon}、纬度 {lat} 不是一个位置；经度应在 -180 到 180，纬度应在 -85 到 85。",
        f"longitude {lon}, latitude {lat} is no place; expected -180..180 and -85..85.",
    )
