"""Heat as figures: what there is to choose from, areas, playback, comparison, and the events behind a place."""

import hashlib
import json
from collections.abc import Hashable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils import timezone
from django.views.decorators.http import require_safe

from geodata.analysis.playback import Step
from geodata.queries.heat_areas import heat_areas
from geodata.queries.heat_cells import heat_change, heat_frames
from geodata.queries.heat_events import incidents_at
from geodata.queries.heat_summary import heat_summary
from geodata.rules.levels import Level
from geodata.rules.viewer import COMMAND
from layers.catalogue.events_heat import UNIT, UNIT_EN
from layers.compressed import compressed
from layers.heat_surface import legend_of
from layers.versions import code_version, version_marks
from webmap.access import audience, viewer_of

from .heat_answers import areas_body, change_body, frames_body, incidents_body
from .heat_memory import marks_at
from .heat_places import place_words, read_place
from .heat_query import (
    HeatQuery,
    read_before,
    read_borders,
    read_box,
    read_heat,
    read_level,
    read_uuid,
    read_word,
)

KINDS = ("events", "buildings", "subdistricts", "communities", "grids")


@require_safe
@audience(*COMMAND)
def summary_json(request: HttpRequest) -> HttpResponse:
    """Both counts, and the counts beside every choice."""
    asked = read_heat(request.GET, viewer_of(request))
    stand = version_marks(KINDS)

    def body() -> dict[str, Any]:
        marks = marks_at(stand, asked.span, asked.filters, asked.now)
        head = {
            "unit": UNIT,
            "unit_en": UNIT_EN,
            "breaks": list(_breaks(asked, stand)),
            "historical": asked.opening.historical,
        }
        return head | heat_summary(marks, asked.filters, asked.span)

    return _figures(request, asked, stand, body)


@require_safe
@audience(*COMMAND)
def areas_json(request: HttpRequest) -> HttpResponse:
    """Counts and rates of the areas of a level."""
    asked, level = read_heat(request.GET, viewer_of(request)), read_level(request.GET, Level.GRID)
    borders = read_borders(request.GET)
    stand = version_marks(KINDS)
    return _figures(
        request,
        asked,
        stand,
        lambda: areas_body(heat_areas(asked.filters, level, asked.question.today, borders), level),
    )


@require_safe
@audience(*COMMAND)
def frames_json(request: HttpRequest) -> HttpResponse:
    """The frames of a playback with one legend."""
    asked, box = read_heat(request.GET, viewer_of(request)), read_box(request.GET)
    step = read_word(request.GET, "step", Step, Step.DAY)
    stand = version_marks(KINDS)

    def body() -> dict[str, Any]:
        return frames_body(heat_frames(asked.filters, step, box), step, _breaks(asked, stand))

    return _figures(request, asked, stand, body)


@require_safe
@audience(*COMMAND)
def compare_json(request: HttpRequest) -> HttpResponse:
    """Two periods compared by cell and by area."""
    asked, box, level = (
        read_heat(request.GET, viewer_of(request)),
        read_box(request.GET),
        read_level(request.GET, Level.GRID),
    )
    before = read_before(request.GET, asked.filters)
    stand = version_marks(KINDS)

    def body() -> dict[str, Any]:
        today = asked.question.today
        areas = (heat_areas(before, level, today), heat_areas(asked.filters, level, today))
        return change_body((before, asked.filters), heat_change(before, asked.filters, box), areas)

    return _figures(request, asked, stand, body)


@require_safe
@audience(*COMMAND)
def events_json(request: HttpRequest) -> HttpResponse:
    """The events of a cell, a square, a grid or a warning, repeats grouped, page by page."""
    asked, after = read_heat(request.GET, viewer_of(request)), read_uuid(request.GET, "after")
    place, filters = read_place(request.GET, asked.filters, viewer_of(request))
    found = incidents_at(place, filters, asked.now, after)
    # The name heads the first page.
    name = {} if after else place_words(request.GET, place, asked.question.today)
    return _packed(request, {"as_of": _as_of(asked)} | name | incidents_body(found), "no-store")


def _figures(request: HttpRequest, asked: HeatQuery, stand: Hashable, body: Any) -> HttpResponse:
    """Figures with an ETag that holds while the data does, within the five minutes that lateness is told for."""
    minute = asked.now.replace(minute=asked.now.minute // 5 * 5, second=0, microsecond=0)
    told = (
        code_version(),
        stand,
        minute,
        asked.question.today,
        request.path,
        request.META.get("QUERY_STRING", ""),
    )
    tag = '"' + hashlib.sha256(repr(told).encode()).hexdigest()[:24] + '"'
    if request.headers.get("If-None-Match") == tag:
        response: HttpResponse = HttpResponseNotModified()
        response["Cache-Control"] = "private, no-cache"
    else:
        response = _packed(request, {"as_of": _as_of(asked)} | body(), "private, no-cache")
    response["ETag"] = tag
    return response


def _breaks(asked: HeatQuery, stand: tuple[str, ...]) -> tuple[float, ...]:
    """The legend that the surface, the cells and all frames of a choice share."""
    return legend_of(asked.question.filters, stand[:1], asked.opening.last, asked.question.today).breaks


def _as_of(asked: HeatQuery) -> str:
    return timezone.localtime(asked.now).isoformat(timespec="seconds")


def _packed(request: HttpRequest, body: dict[str, Any], cache: str) -> HttpResponse:
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"), default=str).encode()
    response = HttpResponse(text, content_type="application/json")
    response["Cache-Control"] = cache
    return compressed(request, response)
