"""Shapes in an address: line, ring, circle and area, read into numbers or refused with the form they should have."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import isfinite

from geodata.analysis.drawn_shape import (
    MOST_VERTICES,
    Drawn,
    check_size,
    drawn_circle,
    drawn_ring,
    of_measured,
)
from geodata.errors import BadParameter, NotFound
from geodata.queries.inside_areas import AreaShape, area_shape
from geodata.rules.levels import is_area_code

# A vertex is at most about 25 characters.
_LONGEST_TEXT = MOST_VERTICES * 50
_FORM = (
    "应写成 经度,纬度,经度,纬度,…（度），例如 102.30,25.35,102.31,25.36。",
    "write longitude,latitude,longitude,latitude,… in degrees, e.g. 102.30,25.35,102.31,25.36.",
)
ONE_SHAPE = BadParameter(
    "请给出一个范围：ring=经度,纬度,…，circle=经度,纬度,半径（米），或 area=区划代码。",
    "Name one shape: ring=longitude,latitude,…, circle=longitude,latitude,radius in metres, or area=code.",
)
_NO_AREA = NotFound(
    "没有这个区域，或者它现在没有边界。", "There is no such area, or it has no border in force."
)


@dataclass(frozen=True)
class Asked:
    """A shape that was asked about; area is set where it is an area's border."""

    kind: str
    drawn: Drawn
    area: AreaShape | None = None


def read_vertices(name: str, text: str) -> list[tuple[float, float]]:
    """Longitude and latitude of each vertex. Raises BadParameter with the accepted form."""
    try:
        if len(text) > _LONGEST_TEXT:
            raise ValueError
        flat = [float(part) for part in text.split(",")]
        sound = len(flat) % 2 == 0 and all(map(isfinite, flat))
        found = list(zip(flat[::2], flat[1::2], strict=True)) if sound else []
        sound = bool(found) and all(abs(lon) <= 180 and abs(lat) <= 90 for lon, lat in found)
    except ValueError:
        sound, found = False, []
    if not sound:
        zh, en = _FORM
        raise BadParameter(
            f"{name}={text[:60]!r} 不能识别；{zh}", f"{name}={text[:60]!r} is not understood; {en}"
        )
    return found


def read_shape(query: Mapping[str, str], today: date) -> Asked:
    """The one shape of a query (1 statement for an area).

    Raises BadParameter for none, several, a malformed or too large one; NotFound for an unknown area.
    """
    named = [name for name in ("ring", "circle", "area") if query.get(name)]
    if len(named) != 1:
        raise ONE_SHAPE
    kind, text = named[0], query[named[0]]
    if kind == "area":
        return _area(text, today)
    drawn = drawn_ring(read_vertices(kind, text)) if kind == "ring" else _circle(text)
    check_size(drawn)
    return Asked(kind, drawn)


def _area(code: str, today: date) -> Asked:
    if not is_area_code(code):
        raise BadParameter(f"area={code[:40]!r} 不是区划代码。", "area: a code of 6, 9, 12 or 15 digits.")
    found = area_shape(code, today)
    if found is None:
        raise _NO_AREA
    return Asked("area", of_measured(found.shape), found)


def _circle(text: str) -> Drawn:
    *place, radius = text.split(",")
    try:
        radius_m = float(radius)
    except ValueError:
        radius_m = -1.0
    ((lon, lat), *others) = read_vertices("circle", ",".join(place) or "x")
    if others or not isfinite(radius_m):
        raise ONE_SHAPE
    return drawn_circle(lon, lat, radius_m)
