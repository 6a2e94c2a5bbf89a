"""The care map at the precision of the role: counts in words, on a map and in a table; never a person."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from geodata.queries.care import care_precision
from geodata.rules.care_access import PRECISION, Precision
from geodata.rules.viewer import Viewer
from webmap.access import audience, viewer_of
from webmap.map_setup import map_setup

from .care_counts import counts_context
from .care_houses import houses_context
from .care_loads import loads_context
from .care_map_data import map_data
from .care_words import ROLE_SIGHT, UNIT
from .opening_text import moment_text

TEMPLATES = {
    Precision.GRID_COUNTS: "care/counts.html",
    Precision.COMMUNITY_COUNTS: "care/counts.html",
    Precision.GRID_LOADS: "care/loads.html",
    Precision.BUILDING: "care/houses.html",
}
BORDERS = {
    Precision.GRID_COUNTS: "grids",
    Precision.COMMUNITY_COUNTS: "communities",
    Precision.GRID_LOADS: "grids",
    Precision.BUILDING: "grids",
}


@audience(*PRECISION)
@cache_control(no_store=True)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The page of the viewer's role."""
    viewer = viewer_of(request)
    context = _context(viewer, request)
    context["map_setup"] = map_setup(viewer, "subdistricts", BORDERS[context["precision"]])
    return render(request, TEMPLATES[context["precision"]], context)


@audience(*PRECISION)
@cache_control(no_store=True)
@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """The figures the open page refreshes itself with, for the same area and role."""
    context = _context(viewer_of(request), request)
    return JsonResponse(context["map_data"], json_dumps_params={"ensure_ascii": False})


def _context(viewer: Viewer, request: HttpRequest) -> dict[str, Any]:
    """What the viewer's role may see, for the asked area."""
    now = timezone.localtime()
    precision = care_precision(viewer)
    area, chosen = request.GET.get("area", ""), request.GET.get("grid", "")
    if precision is Precision.BUILDING:
        shown = houses_context(viewer, now, request.GET.get("state", ""))
    elif precision is Precision.GRID_LOADS:
        shown = loads_context(viewer, now, area, chosen)
    else:
        shown = counts_context(viewer, now, area, chosen)
    context = {
        "precision": precision,
        "sight": _(ROLE_SIGHT[viewer.role]),
        "unit": _(UNIT[precision]),
        "as_of": moment_text(now),
        "table_first": request.GET.get("view") == "table",
        **shown,
    }
    return context | {"map_data": map_data(context, BORDERS[precision])}
