"""A service point in words, in the language of the page: for the list, the map and its own page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from geodata.queries.areas import AreaName
from geodata.queries.nearby import WalkTo
from geodata.queries.service_points import Match, ServicePointCard
from geodata.rules.levels import CODE_LENGTH, Level
from geodata.rules.opening import OpeningNow, opening_now
from geodata.rules.service_points import ACCESS_FACTS, SERVICE_KIND_NAMES, ServiceKind
from geodata.rules.walking import Pace, minutes_up
from geodata.rules.work_calendar import china

from .distance_text import distance_text
from .home_walks import walk_text
from .opening_text import StateText, state_text

# What a wheelchair user or an old person must know first comes first.
FACT_ORDER = tuple(ACCESS_FACTS)


@dataclass(frozen=True)
class PointCard:
    """One entry of the list; number is the same in the list and on the map.

    minutes: of the walk by pace, None where it is not known.
    """

    number: int
    uuid: str
    kind: str
    kind_name: str
    name: str
    distance: str
    minutes: dict[str, int] | None
    state: StateText
    is_open: bool
    facts: tuple[str, ...]
    address: str
    phone: str
    dial: str
    group: str
    lon: float
    lat: float


def english() -> bool:
    """Whether the page is in English."""
    return (get_language() or "").startswith("en")


def kind_name(kind: str) -> str:
    """The name of a kind in the language of the page."""
    return SERVICE_KIND_NAMES[ServiceKind(kind)][english()]


def area_label(area: AreaName | None) -> str:
    """The name of an area in the language of the page; empty for none."""
    if area is None:
        return ""
    return area.name_en if english() and area.name_en else area.name


def fact_names(codes: Iterable[str]) -> tuple[str, ...]:
    """Access facts in words, in the fixed order; unknown codes are left out."""
    known = set(codes)
    return tuple(ACCESS_FACTS[code][english()] for code in FACT_ORDER if code in known)


def dial_number(phone: str) -> str:
    """The digits of a phone number as a tel: address takes them."""
    return "".join(sign for sign in phone if sign.isdigit() or sign == "+")


def open_state(match: Match | ServicePointCard, now: datetime) -> OpeningNow:
    """Whether the point is open at an aware local moment."""
    return opening_now(match.opening_hours, now, china(), match.closed_until)


def subdistrict_code(area_code: str) -> str:
    """The subdistrict an area code lies in; empty for a district or no area."""
    digits = CODE_LENGTH[Level.SUBDISTRICT]
    return area_code[:digits] if len(area_code) >= digits else ""


def point_card(
    number: int,
    point: ServicePointCard,
    now: datetime,
    areas: dict[str, AreaName],
    *,
    elder: bool = False,
    distance_m: float | None = None,
    walk: WalkTo | None = None,
) -> PointCard:
    """The list entry of a point; areas: names by code, for the heading when there is no distance.

    distance_m: a straight line from where the resident is, said to be one; walk: the way there on foot, told instead.
    """
    opening = open_state(point, now)
    group = area_label(areas.get(subdistrict_code(point.area_code))) or (_("未划入街道") if areas else "")
    return PointCard(
        number=number,
        uuid=str(point.uuid),
        kind=point.kind,
        kind_name=kind_name(point.kind),
        name=point.name_en if english() and point.name_en else point.name,
        distance=_distance(distance_m, walk, elder),
        minutes={pace.value: minutes_up(walk.seconds[pace]) for pace in Pace} if walk else None,
        state=state_text(opening, now, elder),
        is_open=opening.is_open,
        facts=fact_names(point.accessibility),
        address=point.address,
        phone=point.phone,
        dial=dial_number(point.phone),
        group=group if distance_m is None else "",
        lon=point.lon,
        lat=point.lat,
    )


def _distance(distance_m: float | None, walk: WalkTo | None, elder: bool) -> str:
    """Minutes on foot where the streets are known, else the straight line; empty without a place."""
    if distance_m is None:
        return ""
    return distance_text(distance_m, elder) if walk is None else walk_text(walk, elder)
