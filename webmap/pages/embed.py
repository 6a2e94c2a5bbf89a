"""The service points on a map that other sites may put into a frame: to look at only, no cookie, no form."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from geodata.errors import BadParameter
from geodata.queries.areas import AreaPlace, area_place
from geodata.queries.service_points import matching_points, service_points
from geodata.rules.viewer import EVERYONE, PUBLIC_VIEWER
from webmap.access import audience
from webmap.map_setup import map_setup

from .home_search import HomeSearch, read_search
from .opening_text import moment_text
from .point_cards import PointCard, area_label, point_card

MOST_PINS = 60
_LAYERS = ("districts", "subdistricts")


@audience(*EVERYONE)
@require_safe
@gzip_page
@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
def embed(request: HttpRequest) -> HttpResponse:
    """The map with its list below; ?area= and ?kind= narrow. The same for everyone, whoever has signed in."""
    search = read_search({name: request.GET.get(name, "") for name in ("area", "kind")})
    now = timezone.localtime()
    area = _area(search, now)
    cards = _cards(search, now)
    context = {
        "cards": cards,
        "area": area_label(area),
        "as_of": moment_text(now),
        "map_setup": map_setup(PUBLIC_VIEWER, *_LAYERS),
        "map_data": {"pins": [_pin(card) for card in cards]},
    }
    response = render(request, "embed/index.html", context)
    response["Cache-Control"] = "public, max-age=60"
    return response


def _area(search: HomeSearch, now: datetime) -> AreaPlace | None:
    """The asked area; None where none is asked, refused where it is not loaded."""
    area = area_place(search.area, now.date()) if search.area else None
    if search.area and area is None:
        raise BadParameter(f"area={search.area} 没有载入。", f"area={search.area} is not loaded.")
    return area


def _cards(search: HomeSearch, now: datetime) -> list[PointCard]:
    found = [match.pk for match in matching_points() if search.kind in {"", match.kind}]
    points = [point for point in service_points(found) if point.area_code.startswith(search.area)]
    return [point_card(number, point, now, {}) for number, point in enumerate(points[:MOST_PINS], 1)]


def _pin(card: PointCard) -> dict[str, Any]:
    keys = ("number", "uuid", "kind", "name", "is_open", "lon", "lat")
    return {key: getattr(card, key) for key in keys} | {"state": asdict(card.state)}
