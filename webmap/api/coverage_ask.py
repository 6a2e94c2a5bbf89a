"""What a planner asks about coverage, read and refused where it is nonsense."""

import re
from collections.abc import Mapping
from uuid import UUID

from geodata.errors import BadParameter
from geodata.queries.walking_change import WhatIf
from geodata.rules.levels import Level, is_area_code
from geodata.rules.service_points import ServiceKind
from geodata.rules.walking import CIRCLE_MINUTES

from .nearby_ask import LONGEST_MINUTES, read_kinds, read_minutes, read_word

MOST_CHANGES = 50
_NUMBER = r"[+-]?\d{1,3}(?:\.\d{1,12})?"
_PAIRS = re.compile(rf"(?:{_NUMBER},{_NUMBER})(?:;{_NUMBER},{_NUMBER})*", re.ASCII)
_CHANGE_FORM = BadParameter(
    f"请写明 close=编号,编号 或 open=经度,纬度;经度,纬度，合计不超过 {MOST_CHANGES} 处。",
    f"Name close=uuid,uuid or open=lon,lat;lon,lat, at most {MOST_CHANGES} in all.",
)


def read_level(query: Mapping[str, str]) -> Level:
    """The level shares are told by. Raises BadParameter."""
    return Level(read_word(query, "level", tuple(Level), Level.SUBDISTRICT))


def read_below(query: Mapping[str, str]) -> str:
    """The code of the area asked about; empty for all. Raises BadParameter."""
    below = query.get("area", "")
    if below and not is_area_code(below):
        raise BadParameter("area 应是 6、9、12 或 15 位区划代码。", "area: a code of 6, 9, 12 or 15 digits.")
    return below


def read_circle(query: Mapping[str, str]) -> float:
    """Minutes a service is to be reached in, the larger circle unless told. Raises BadParameter."""
    return read_minutes(query, CIRCLE_MINUTES[-1], LONGEST_MINUTES)


def read_one_kind(query: Mapping[str, str]) -> str:
    """The one kind a question is about. Raises BadParameter."""
    kinds = read_kinds(query)
    if len(kinds) != 1:
        accepted = ", ".join(ServiceKind)
        raise BadParameter(f"category 应是一个类别：{accepted}。", f"category: one of {accepted}.")
    return kinds[0]


def read_what_if(query: Mapping[str, str]) -> WhatIf:
    """The points that close and the places that open. Raises BadParameter for none, too many or malformed ones."""
    kind = read_one_kind(query)
    close = [word for word in query.get("close", "").split(",") if word]
    opened = query.get("open", "")
    if not close and not opened:
        raise _CHANGE_FORM
    try:
        uuids = tuple(UUID(word) for word in close[: MOST_CHANGES + 1])
    except ValueError:
        raise _CHANGE_FORM from None
    places = read_pairs(opened) if opened else ()
    if len(uuids) + len(places) > MOST_CHANGES:
        raise _CHANGE_FORM
    return WhatIf(kind, uuids, places)


def read_pairs(text: str) -> tuple[tuple[float, float], ...]:
    """Longitude and latitude of each place of lon,lat;lon,lat. Raises BadParameter."""
    if len(text) > MOST_CHANGES * 40 or not _PAIRS.fullmatch(text):
        raise _CHANGE_FORM
    pairs = [tuple(map(float, pair.split(","))) for pair in text.split(";")]
    if any(abs(lon) > 180 or abs(lat) > 90 for lon, lat in pairs):
        raise _CHANGE_FORM
    return tuple((lon, lat) for lon, lat in pairs)
