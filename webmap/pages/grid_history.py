"""Which grid a place was in on a day, and what became of the grids of a community."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from geodata.errors import GeodataError
from geodata.queries.areas import areas_in_force
from geodata.queries.find_places import LONGEST_TEXT, find_places
from geodata.queries.grid_history import grid_lineage, grids_of_place
from geodata.rules.levels import Level
from geodata.rules.lineage_drawing import draw_lineage
from geodata.rules.viewer import STAFF
from webmap.access import audience, viewer_of
from webmap.api.plan_life import read_place_and_day
from webmap.map_setup import map_setup

from .form_text import checked_form
from .import_words import said

MAP_LAYERS = ("districts", "subdistricts", "communities", "grids")


@audience(*STAFF)
@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
def as_of(request: HttpRequest) -> HttpResponse:
    """A form for a place (a click on the map, an address, a building) and a day; a POST is answered with the grids."""
    asked = checked_form(request.POST) if request.method == "POST" else {}
    context: dict[str, Any] = {
        "day": asked.get("day") or timezone.localdate().isoformat(),
        "lon": asked.get("lon", ""),
        "lat": asked.get("lat", ""),
        "q": asked.get("q", "")[:LONGEST_TEXT],
        "map_setup": map_setup(viewer_of(request), *MAP_LAYERS),
    }
    if request.method == "POST":
        context |= _answer(request, context)
    return render(request, "grids/as_of.html", context)


def _answer(request: HttpRequest, asked: dict[str, Any]) -> dict[str, Any]:
    """The grids of the place; the places an address may mean; or what is wrong with the form."""
    if not asked["lon"] and asked["q"].strip():
        places = find_places(asked["q"], viewer_of(request), timezone.localdate())
        if len(places) != 1:
            return {"places": places, "not_found": not places}
        asked |= {"lon": places[0].lon, "lat": places[0].lat}
    try:
        lon, lat, day = read_place_and_day(asked["lon"], asked["lat"], asked["day"])
    except GeodataError as refusal:
        return {"refusal": said({"zh": refusal.zh, "en": refusal.en})}
    found = grids_of_place(lon, lat)
    then = next((one for one in found if one.holds(day)), None)
    return {"answered": True, "lon": lon, "lat": lat, "then": then, "when": day, "history": found}


@audience(*STAFF)
@require_safe
def lineage(request: HttpRequest) -> HttpResponse:
    """The versions of a community's grids from left to right, drawn and as a list: who went on as what."""
    communities = areas_in_force(timezone.localdate(), Level.COMMUNITY)
    code = request.GET.get("community", "") or (communities[0].code if communities else "")
    versions = grid_lineage(code) if code else []
    drawing = draw_lineage([one["links"] for one in versions])
    context = {
        "communities": communities,
        "code": code,
        "versions": versions,
        "tables": [one | {"links": [_counted(link) for link in one["links"]]} for one in versions],
        "drawing": drawing,
        # What was before stands first, then each version by its day.
        "heads": list(zip(drawing.heads, [None, *(one["day"] for one in versions)], strict=False)),
    }
    return render(request, "grids/lineage.html", context)


def _counted(link: dict[str, Any]) -> dict[str, Any]:
    """A link with its counts as texts."""
    return link | {name: f"{link[name]:,.0f}" for name in ("households", "blocks", "area_m2")}
