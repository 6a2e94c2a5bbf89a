"""Where a finding lies on the map: lon, lat in WGS 84 of metres in MEASURE or of a file's own coordinates."""

import numpy as np
import shapely

from geodata import crs
from geodata.rules.datums import Datum

from .coordinates import Reference, to_lonlat

MapPlace = tuple[float, float]
_DIGITS = 7


def map_place(point: shapely.Point | None, known: Reference | None = None) -> MapPlace | None:
    """Lon, lat of a point, in MEASURE unless a reference is given; None where there is none."""
    if point is None or point.is_empty:
        return None
    pair = np.array([[point.x, point.y]])
    lon, lat = to_lonlat(pair, known or Reference(crs.MEASURE, Datum.WGS84))[0]
    if not (np.isfinite(lon) and np.isfinite(lat)):
        return None
    return round(float(lon), _DIGITS), round(float(lat), _DIGITS)
