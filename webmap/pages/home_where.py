"""Where the resident is, as far as the page knows, and the areas to choose from by hand."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from geodata.errors import BadParameter
from geodata.queries.areas import AreaName, area_at, area_place
from geodata.queries.service_points import Origin
from geodata.rules.levels import Level

from .home_search import HomeSearch
from .point_cards import area_label, subdistrict_code


@dataclass(frozen=True)
class Where:
    """The origin of distances and the two lines of the location strip; origin is None when unknown."""

    origin: Origin | None
    title: str
    note: str
    area: str = ""


@dataclass(frozen=True)
class Choice:
    """An area to choose, in the language of the page."""

    code: str
    label: str


@dataclass(frozen=True)
class AreaGroup:
    """A subdistrict (None where there is none) and its communities, for the list to choose from."""

    subdistrict: Choice | None
    communities: tuple[Choice, ...]


def where(search: HomeSearch, today: date) -> Where:
    """What the location strip says (at most 1 statement); refuses an area code that is not loaded."""
    if search.area:
        return _chosen(search.area, today)
    if search.place:
        return _located(search, search.place, today)
    return Where(None, _("还没有选位置"), _("先按街道和名称排列"))


def _chosen(code: str, today: date) -> Where:
    area = area_place(code, today)
    if area is None:
        raise BadParameter(f"area={code} 没有载入。", f"area={code} is not loaded.")
    return Where(Origin(area.lon, area.lat), area_label(area), _("手动选择，从中心算起"), code)


def _located(search: HomeSearch, place: Origin, today: date) -> Where:
    community = area_at(place.lon, place.lat, Level.COMMUNITY, today)
    title = _("%(area)s附近") % {"area": area_label(community)} if community else _("本区以外的地方")
    if search.place_from == "map":
        return Where(place, title, _("在地图上选的位置"))
    if search.accuracy_m is None:
        return Where(place, title, _("手机定位"))
    return Where(place, title, _("手机定位，误差约 %(m)d 米") % {"m": search.accuracy_m})


def area_groups(areas: list[AreaName]) -> list[AreaGroup]:
    """Communities by subdistrict; areas are those of both levels, by code."""
    choices = {area.code: Choice(area.code, area_label(area)) for area in areas}
    groups: dict[str, list[Choice]] = {area.code: [] for area in areas if area.level == Level.SUBDISTRICT}
    for area in areas:
        if area.level == Level.COMMUNITY:
            groups.setdefault(subdistrict_code(area.code), []).append(choices[area.code])
    return [AreaGroup(choices.get(code), tuple(communities)) for code, communities in groups.items()]
