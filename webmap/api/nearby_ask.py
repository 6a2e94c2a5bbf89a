"""What a request asks of the walking service, read from an address or a posted body and refused where it is nonsense.

No message repeats a coordinate: what people look up near themselves stands in no log.
"""

import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from math import isfinite
from typing import Any
from uuid import UUID

from django.http import HttpRequest

from geodata.errors import BadParameter, NotFound
from geodata.queries.areas import area_place, area_place_of
from geodata.queries.service_points import service_point
from geodata.rules.levels import is_area_code
from geodata.rules.service_points import ServiceKind
from geodata.rules.walking import Pace

MOST_POINTS = 20
USUAL_POINTS = 5
LONGEST_MINUTES = 60.0
USUAL_MINUTES = 15.0
MOST_BODY_BYTES = 4096
_DEGREES = re.compile(
    r"[+-]?(\d{1,3}(\.\d{0,20})?|\.\d{1,20}|\d(\.\d{1,20})?e[+-]?\d{1,3})", re.ASCII | re.IGNORECASE
)
_PLACE_FORM = BadParameter(
    "请给出位置：lon、lat（度），例如 lon=102.30&lat=25.35，或 place=社区代码或编号。",
    "Name a place: lon and lat in degrees, e.g. lon=102.30&lat=25.35, or place=code or uuid of an area.",
)
_BODY_FORM = BadParameter(
    '正文应是表单或 JSON 对象，例如 {"lon": 102.30, "lat": 25.35}，不超过 4 kB。',
    'The body is a form or a JSON object, e.g. {"lon": 102.30, "lat": 25.35}, of at most 4 kB.',
)
_NO_AREA = NotFound(
    "没有这个区域，或者它现在没有边界。", "There is no such area, or it has no border in force."
)


def asked(request: HttpRequest) -> dict[str, str]:
    """The parameters of a GET, or of a POST as a form or a JSON object, as texts. Raises BadParameter."""
    if request.method != "POST":
        return request.GET.dict()
    if request.content_type != "application/json":
        return request.POST.dict()
    try:
        body = request.body
        found = json.loads(body) if len(body) <= MOST_BODY_BYTES else None
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise _BODY_FORM
    return {name: _text(value) for name, value in found.items()}


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return ",".join(value)
    raise _BODY_FORM


def read_place(query: Mapping[str, str], today: date) -> tuple[float, float]:
    """Longitude and latitude, of lon and lat or of an area's anchor (1 statement then).

    Raises BadParameter for no place or a malformed one, NotFound for an unknown area.
    """
    place = query.get("place", "")
    if place:
        if "lon" in query or "lat" in query:
            raise BadParameter("place 和 lon、lat 只能给一个。", "Name either place or lon and lat.")
        return _area_anchor(place, today)
    lon, lat = (_degrees(query.get(name, "")) for name in ("lon", "lat"))
    if not (abs(lon) <= 180 and abs(lat) <= 90):
        raise _PLACE_FORM
    return lon, lat


def _degrees(text: str) -> float:
    value = float(text) if _DEGREES.fullmatch(text) else float("nan")
    if not isfinite(value):
        raise _PLACE_FORM
    return value


def _area_anchor(place: str, today: date) -> tuple[float, float]:
    if is_area_code(place):
        area = area_place(place, today)
    else:
        try:
            area = area_place_of(UUID(place), today)
        except ValueError:
            raise _PLACE_FORM from None
    if area is None:
        raise _NO_AREA
    return area.lon, area.lat


def read_point(query: Mapping[str, str]) -> int | None:
    """The id of the one point asked about (1 statement then); None for any. Raises BadParameter, NotFound."""
    text = query.get("point", "")
    if not text:
        return None
    try:
        uuid = UUID(text)
    except ValueError:
        raise BadParameter("point 应是服务点的编号。", "point: the uuid of a service point.") from None
    return service_point(uuid).pk


def read_kinds(query: Mapping[str, str]) -> tuple[str, ...]:
    """The kinds of category=a,b; none for all. Raises BadParameter for an unknown one."""
    words = [word for word in query.get("category", "").split(",") if word]
    known = set(ServiceKind)
    if len(words) > len(known) or any(word not in known for word in words):
        accepted = ", ".join(ServiceKind)
        raise BadParameter(f"category 不能识别；可用：{accepted}。", f"category: some of {accepted}.")
    return tuple(dict.fromkeys(words))


def read_pace(query: Mapping[str, str]) -> Pace:
    """The pace that orders; an adult's unless told. Raises BadParameter."""
    return Pace(read_word(query, "pace", tuple(Pace), Pace.ADULT))


def read_word(query: Mapping[str, str], name: str, words: tuple[str, ...], usual: str) -> str:
    """One of some words. Raises BadParameter."""
    word = query.get(name, "") or usual
    if word not in words:
        accepted = ", ".join(words)
        raise BadParameter(f"{name} 不能识别；可用：{accepted}。", f"{name}: one of {accepted}.")
    return word


def read_count(query: Mapping[str, str], name: str, most: int, usual: int) -> int:
    """A whole number from 1 to the most. Raises BadParameter."""
    return int(
        _number(query, name, usual, lambda value: value == int(value) and 1 <= value <= most, f"1–{most}")
    )


def read_minutes(query: Mapping[str, str], usual: float, most: float) -> float:
    """Minutes of a walk. Raises BadParameter."""
    return _number(query, "minutes", usual, lambda value: 1 <= value <= most, f"1–{most:g}")


def _number(
    query: Mapping[str, str], name: str, usual: float, sound: Callable[[float], bool], form: str
) -> float:
    text = query.get(name, "")
    if not text:
        return usual
    if re.fullmatch(r"\d{1,4}(\.\d{1,3})?", text, re.ASCII) and sound(float(text)):
        return float(text)
    raise BadParameter(f"{name} 应是 {form} 之间的数。", f"{name}: a number of {form}.")
