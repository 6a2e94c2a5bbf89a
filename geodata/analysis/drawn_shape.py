"""Shapes drawn on a map, checked and measured in metres of the measuring CRS."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Transformer
from shapely.geometry.base import BaseGeometry

from geodata.crs import LONLAT, MEASURE, WEB, central_meridian
from geodata.errors import BadParameter

MOST_VERTICES = 200
# So far from the central meridian a length is already 0.4 per cent too long (at latitude 26); farther ones are refused.
WIDEST_DEGREES = 6.0
# Larger ones are counted by choosing an area: its sums are the same question.
MOST_DRAWN_M2 = 500e6
LONGEST_RADIUS_M = 12_000.0
_CIRCLE_SEGMENTS = 32


@dataclass(frozen=True)
class Drawn:
    """A closed shape: for measuring in MEASURE, and as it is seen on the map in EPSG:3857."""

    measured: BaseGeometry
    web: BaseGeometry

    @property
    def area_m2(self) -> float:
        """Its area, m² of MEASURE."""
        return float(self.measured.area)

    @property
    def perimeter_m(self) -> float:
        """The length of its edges, metres of MEASURE."""
        return float(self.measured.length)


def leg_lengths(lonlat: Sequence[tuple[float, float]]) -> NDArray[np.float64]:
    """The length of each leg of a line.

    Parameters: lonlat (n, 2), degrees WGS 84, n ≥ 1. Returns: (n - 1,), metres of MEASURE.
    Raises: BadParameter for too many vertices or places outside the reach of MEASURE.
    Source: straight lines in the Gauss-Kruger or UTM plane.

    >>> [round(length) for length in leg_lengths([(102.0, 25.0), (102.0, 25.01)])]
    [1108]
    """
    metres = np.column_stack(_to_metres(lonlat))
    return np.hypot(*np.diff(metres, axis=0).T)


def drawn_ring(lonlat: Sequence[tuple[float, float]]) -> Drawn:
    """The polygon of a ring of corners, closed or not.

    Parameters: lonlat (n, 2), degrees WGS 84, n ≥ 3. Returns: Drawn.
    Raises: BadParameter for too few or many corners, edges that cross, no area, or places outside the reach.
    Source: edges are straight on the map for what is inside, straight in MEASURE for its measures.

    >>> round(drawn_ring([(102.0, 25.0), (102.01, 25.0), (102.01, 25.01), (102.0, 25.01)]).area_m2, -3)
    1117000.0
    """
    corners = list(lonlat[:-1] if len(lonlat) > 1 and lonlat[0] == lonlat[-1] else lonlat)
    if len(set(corners)) < 3:
        raise BadParameter(
            f"范围只有 {len(set(corners))} 个不同的点，至少要 3 个。",
            f"The area has {len(set(corners))} different points; it needs at least 3.",
        )
    measured = shapely.Polygon(np.column_stack(_to_metres(corners)))
    web = shapely.Polygon(np.column_stack(_transformer(LONLAT, WEB).transform(*np.transpose(corners))))
    if not (measured.is_valid and web.is_valid):
        raise BadParameter(
            "范围的边互相交叉，分不清里外。请撤销几点，重新画成不交叉的。",
            "The edges of the area cross, so inside and outside cannot be told. Undo some points and draw it uncrossed.",
        )
    return Drawn(measured, web)


def drawn_circle(lon: float, lat: float, radius_m: float) -> Drawn:
    """A circle about a place.

    Parameters: lon, lat, degrees WGS 84; radius_m, metres of MEASURE. Returns: Drawn, a polygon of 128 corners.
    Raises: BadParameter for a radius that is not above zero and at most LONGEST_RADIUS_M.
    Source: a circle in the measuring plane.

    >>> round(drawn_circle(102.0, 25.0, 100.0).area_m2)
    31403
    """
    if not 0 < radius_m <= LONGEST_RADIUS_M:
        raise BadParameter(
            f"半径 {radius_m:g} 米不可用；应大于 0，不超过 {LONGEST_RADIUS_M:g} 米。",
            f"A radius of {radius_m:g} m cannot be used; it is above 0 and at most {LONGEST_RADIUS_M:g} m.",
        )
    x, y = _to_metres([(lon, lat)])
    return of_measured(shapely.Point(x[0], y[0]).buffer(radius_m, quad_segs=_CIRCLE_SEGMENTS))


def of_measured(shape: BaseGeometry) -> Drawn:
    """The shape that lies there already. Parameters: shape, MEASURE. Returns: Drawn. Source: corner by corner."""
    to_web = _transformer(MEASURE, WEB)
    web = shapely.transform(shape, lambda metres: np.column_stack(to_web.transform(*metres.T)))
    return Drawn(shape, web)


def check_size(drawn: Drawn) -> None:
    """Refuse a drawn shape that is too large to count in. Raises: BadParameter. Source: MOST_DRAWN_M2."""
    if drawn.area_m2 > MOST_DRAWN_M2:
        found, most = drawn.area_m2 / 1e6, MOST_DRAWN_M2 / 1e6
        raise BadParameter(
            f"范围有 {found:,.0f} 平方公里，最多统计 {most:,.0f}。请画小一些，或改选一个区域。",
            f"The area covers {found:,.0f} km², at most {most:,.0f} are counted. Draw a smaller one or choose an area.",
        )


def _to_metres(lonlat: Sequence[tuple[float, float]]) -> Any:
    if len(lonlat) > MOST_VERTICES:
        raise BadParameter(
            f"有 {len(lonlat)} 个点，最多 {MOST_VERTICES} 个。请少画几点。",
            f"There are {len(lonlat)} points, at most {MOST_VERTICES} are taken. Use fewer.",
        )
    places = np.asarray(lonlat, dtype=float)
    middle = central_meridian(MEASURE)
    sound = np.isfinite(places).all() and (np.abs(places[:, 1]) <= 85).all()
    if not sound or (np.abs(places[:, 0] - middle) > WIDEST_DEGREES).any():
        low, high = middle - WIDEST_DEGREES, middle + WIDEST_DEGREES
        raise BadParameter(
            f"有点在量算坐标系 EPSG:{MEASURE} 之外；经度应在 {low:g} 至 {high:g} 之间，纬度不超过 85 度。",
            f"A point lies outside EPSG:{MEASURE}, which measures here: longitude {low:g} to {high:g}, latitude up to 85.",
        )
    return _transformer(LONLAT, MEASURE).transform(*places.T)


@cache
def _transformer(source: int, target: int) -> Transformer:
    return Transformer.from_crs(source, target, always_xy=True)
