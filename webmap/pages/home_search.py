"""What a resident asks the public page for, read from address and form and refused where it makes no sense."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from geodata.errors import BadParameter
from geodata.queries.service_points import Origin
from geodata.rules.levels import is_area_code
from geodata.rules.service_points import ServiceKind

MOST_LETTERS = 60
MOST_WORDS = 6
# Ten metres: enough for a list by distance.
PLACE_DECIMALS = 4


@dataclass(frozen=True)
class HomeSearch:
    """A search. place: where the resident is; place_from: gps or map; area: the code chosen by hand."""

    text: str = ""
    kind: str = ""
    open_only: bool = False
    place: Origin | None = None
    place_from: str = ""
    accuracy_m: int | None = None
    area: str = ""
    page: int = 1
    map_first: bool = False

    @property
    def here(self) -> bool:
        """Whether the page is asked from a place, which its links then pass on in a form."""
        return self.place is not None and not self.area

    @property
    def words(self) -> list[str]:
        """The words of the text."""
        return self.text.split()[:MOST_WORDS]


def read_search(query: Mapping[str, str]) -> HomeSearch:
    """The search in the fields of an address or a form.

    Raises BadParameter for a kind, place, area or page that is not of the accepted form.
    """
    return HomeSearch(
        text=" ".join(query.get("q", "").replace("\x00", " ").split())[:MOST_LETTERS],
        kind=_kind(query.get("kind", "")),
        open_only=query.get("open") == "1",
        place=_place(query),
        place_from="map" if query.get("from") == "map" else "gps",
        accuracy_m=_number(query, "acc", lambda value: 0 < value < 100_000),
        area=_area(query.get("area", "")),
        page=_number(query, "page", lambda value: 1 <= value < 100_000) or 1,
        map_first=query.get("view") == "map",
    )


def _kind(text: str) -> str:
    if text and text not in set(ServiceKind):
        accepted = ", ".join(ServiceKind)
        raise BadParameter(f"kind={text[:40]!r} 不是类别；可用：{accepted}。", f"kind: one of {accepted}.")
    return text


def _area(text: str) -> str:
    if text and not is_area_code(text):
        raise BadParameter(f"area={text[:40]!r} 不是区划代码。", "area: a code of 6, 9, 12 or 15 digits.")
    return text


def _number(query: Mapping[str, str], name: str, sound: Callable[[int], bool]) -> int | None:
    """A whole number that is sound; None when it is not given."""
    text = query.get(name, "")
    if not text:
        return None
    if not re.fullmatch(r"\d{1,6}", text, re.ASCII) or not sound(int(text)):
        raise BadParameter(f"{name}={text[:40]!r} 不是可用的正整数。", f"{name}: a positive whole number.")
    return int(text)


def _place(query: Mapping[str, str]) -> Origin | None:
    """The place in degrees; None when neither coordinate is given."""
    texts = query.get("lon", ""), query.get("lat", "")
    if texts == ("", ""):
        return None
    try:
        lon, lat = (round(float(text), PLACE_DECIMALS) for text in texts)
        sound = -180 <= lon <= 180 and -85 <= lat <= 85
    except (ValueError, OverflowError):
        sound = False
    if not sound:
        raise BadParameter(
            "lon、lat 应是经纬度（度），例如 102.30 和 25.35。",
            "lon and lat are degrees, e.g. 102.30 and 25.35.",
        )
    return Origin(lon, lat)
