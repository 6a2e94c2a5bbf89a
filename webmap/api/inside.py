"""What is inside a shape: counts and lists by layer, as the viewer may see each, and the lists as CSV."""

import csv
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from geodata.crs import MEASURE
from geodata.errors import NotFound
from geodata.rules.viewer import EVERYONE, Viewer
from layers.base import Layer, Question
from layers.event_filters import EVENT_FILTERS, STANDING_FILTER
from layers.inside.counting import count_inside, list_inside
from layers.inside.rules import INSIDE
from layers.questions import read_question
from layers.registry import find_layer
from webmap.access import audience, viewer_of
from webmap.counting import few_at_once

from .inside_table import table
from .shapes import Asked, read_shape

LISTED = 50
ROWS_OF_A_FILE = 5_000


@require_safe
@audience(*EVERYONE)
@few_at_once
def inside(request: HttpRequest) -> HttpResponse:
    """Counts by layer with the first rows of each; layers=a,b narrows, filters of events apply."""
    viewer, today = viewer_of(request), timezone.localdate()
    asked = read_shape(request.GET, today)
    found = [
        count_inside(layer, asked.drawn.web, _question(request, layer, viewer), LISTED)
        for layer in _layers(request, viewer, asked)
    ]
    body = {
        "shape": _shape(asked),
        "layers": [
            {
                "name": one.layer.name,
                "count": one.count,
                "more": one.more,
                "groups": [list(group) for group in one.groups],
                "rows": list(one.rows),
            }
            for one in found
        ],
        "rows_of_a_file": ROWS_OF_A_FILE,
        "as_of": timezone.localtime().isoformat(timespec="seconds"),
    }
    return _private(JsonResponse(body, json_dumps_params={"ensure_ascii": False}))


@require_safe
@audience(*EVERYONE)
@few_at_once
def inside_csv(request: HttpRequest) -> HttpResponse:
    """The rows of layer=… inside the shape, at most ROWS_OF_A_FILE."""
    viewer = viewer_of(request)
    layer = find_layer(request.GET.get("layer", ""), viewer)
    if layer is None or layer.name not in INSIDE:
        raise NotFound("没有这个图层，或者您不能查看。", "There is no such layer, or you may not see it.")
    asked = read_shape(request.GET, timezone.localdate())
    question = _question(request, layer, viewer)
    rows = list_inside(layer, asked.drawn.web, question, ROWS_OF_A_FILE)
    answer = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="inside-{layer.name}.csv"'
    english = (get_language() or "").startswith("en")
    csv.writer(answer).writerows(table(layer, question, rows, english=english))
    return _private(answer)


def _layers(request: HttpRequest, viewer: Viewer, asked: Asked) -> list[Layer]:
    """The layers to count, in the order of INSIDE; a name that is unknown or not permitted is refused alike."""
    named = [name for name in request.GET.get("layers", "").split(",") if name]
    if any(name not in INSIDE or find_layer(name, viewer) is None for name in named):
        raise NotFound("没有这个图层，或者您不能查看。", "There is no such layer, or you may not see it.")
    found = [layer for name in INSIDE if (layer := find_layer(name, viewer)) is not None]
    own = f"{asked.area.level}s".replace("ys", "ies") if asked.area else ""
    return [layer for layer in found if (layer.name in named if named else layer.name != own)]


def _question(request: HttpRequest, layer: Layer, viewer: Viewer) -> Question:
    """What is asked of a layer: filters of events by their names, others only where the map filters them too."""
    taken = {**EVENT_FILTERS, **STANDING_FILTER}.keys() - {"area"}
    return read_question(tuple(name for name in layer.filters if name in taken), request.GET, viewer)


def _shape(asked: Asked) -> dict[str, Any]:
    measured = {
        "area_m2": round(asked.drawn.area_m2, 1),
        "perimeter_m": round(asked.drawn.perimeter_m, 1),
        "srid": MEASURE,
    }
    named = {"name": asked.area.name, "name_en": asked.area.name_en} if asked.area else {}
    return {"kind": asked.kind, **measured, **named}


def _private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "private, no-store"
    return response
