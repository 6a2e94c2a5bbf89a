"""The public page: service points as a list first, as a map second, readable without either JavaScript or a map."""

from collections import Counter
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page

from geodata.queries.areas import AreaName, areas_in_force
from geodata.queries.service_points import Match, matching_points, service_points
from geodata.rules.levels import Level
from geodata.rules.service_points import ServiceKind
from geodata.rules.viewer import EVERYONE
from webmap.access import audience, viewer_of
from webmap.map_setup import map_setup

from .asked_place import asked_from_place, posted_place
from .distance_text import OUTSIDE_M, distance_text
from .elder import elder_mode, remember
from .home_search import HomeSearch, read_search
from .home_walks import Walks, in_walking_order, walks_of
from .home_where import Where, area_groups, where
from .matters import frequent_matters, searched_matter
from .offline import kept_offline
from .opening_text import moment_text
from .point_cards import PointCard, kind_name, open_state, point_card
from .script_words import script_words

PER_PAGE = 20
MAP_LAYERS = ("districts", "subdistricts")


@dataclass(frozen=True)
class Chip:
    """A category to filter by; kind is empty for all of them."""

    kind: str
    name: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Page:
    """One page of the list: its number, how many there are, and the first entry's number."""

    number: int
    last: int
    first_entry: int

    @property
    def previous(self) -> int:
        """The page before."""
        return self.number - 1

    @property
    def next(self) -> int:
        """The page after."""
        return self.number + 1


@asked_from_place
@audience(*EVERYONE)
@gzip_page
@kept_offline
def index(request: HttpRequest) -> HttpResponse:
    """The list with its filters; the map beside it where there is room and JavaScript."""
    search = read_search(request.GET.dict() | posted_place(request))
    mode = elder_mode(request)
    now = timezone.localtime()
    place = where(search, now.date())
    matches = matching_points(search.words, place.origin)
    walks = walks_of(place.origin)
    areas = areas_in_force(now.date(), Level.SUBDISTRICT, Level.COMMUNITY)
    context = {
        "search": search,
        "elder": mode,
        "where": place,
        "step": "button" if search.here else "a",
        "area_groups": area_groups(areas),
        "as_of": moment_text(now),
        **_list(
            search,
            in_walking_order(matches, walks, mode.on),
            now,
            CardWords({area.code: area for area in areas}, walks, mode.on),
        ),
        "walked": bool(walks),
        "nothing_loaded": not matches and not search.words,
        "outside": _outside(place, matches),
        "words": script_words(),
        "matter": searched_matter(search.text),
        "frequent_matters": frequent_matters(),
    }
    if not mode.on:
        context |= {"map_setup": map_setup(viewer_of(request), *MAP_LAYERS), "map_data": _map_data(context)}
    template = "home/elder.html" if mode.on else "home/index.html"
    return remember(render(request, template, context), mode)


@dataclass(frozen=True)
class CardWords:
    """What cards tell besides the point: areas by code, walks by point, and whether in elder mode."""

    areas: dict[str, AreaName]
    walks: Walks
    elder: bool


def _list(search: HomeSearch, matches: list[Match], now: datetime, words: CardWords) -> dict[str, Any]:
    """Chips, the page and its cards."""
    kept = [match for match in matches if open_state(match, now).is_open] if search.open_only else matches
    shown = [match for match in kept if not search.kind or match.kind == search.kind]
    page = _page(search.page, len(shown))
    part = shown[page.first_entry - 1 : page.first_entry - 1 + PER_PAGE]
    points = {point.pk: point for point in service_points(match.pk for match in part)}
    cards = [
        point_card(
            number,
            points[match.pk],
            now,
            words.areas,
            elder=words.elder,
            distance_m=match.distance_m,
            walk=words.walks.get(match.pk),
        )
        for number, match in enumerate(part, start=page.first_entry)
        if match.pk in points
    ]
    return {"cards": cards, "count": len(shown), "page": page, "chips": _chips(search, matches, kept)}


def _page(asked: int, count: int) -> Page:
    """The asked page, or the last one there is."""
    last = max(1, -(-count // PER_PAGE))
    number = min(asked, last)
    return Page(number, last, (number - 1) * PER_PAGE + 1)


def _chips(search: HomeSearch, matches: list[Match], kept: list[Match]) -> list[Chip]:
    """A chip for all and one per kind that the search finds, with counts under the open filter."""
    counts = Counter(match.kind for match in kept)
    found = {match.kind for match in matches} | ({search.kind} if search.kind else set())
    kinds = [kind for kind in ServiceKind if kind in found]
    chips = [Chip(kind.value, kind_name(kind), counts[kind], kind == search.kind) for kind in kinds]
    return [Chip("", _("全部"), len(kept), not search.kind), *chips]


def _outside(place: Where, matches: list[Match]) -> str:
    """How far the nearest point is when that is too far to mean this district; else empty."""
    nearest = matches[0].distance_m if matches else None
    return distance_text(nearest) if nearest is not None and nearest > OUTSIDE_M and not place.area else ""


def _map_data(context: dict[str, Any]) -> dict[str, Any]:
    """What the map draws: the pins of this page and where the resident is."""
    origin, cards = context["where"].origin, context["cards"]
    return {
        "pins": [_pin(card) for card in cards],
        "origin": asdict(origin) if origin and not context["outside"] else None,
        "words": context["words"],
    }


def _pin(card: PointCard) -> dict[str, Any]:
    keys = ("number", "uuid", "kind", "name", "distance", "minutes", "is_open", "phone", "dial", "lon", "lat")
    return {key: getattr(card, key) for key in keys} | {"state": asdict(card.state)}
