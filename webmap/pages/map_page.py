"""一张图: every layer a viewer may see on one map, with what the tools of the page need to know."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from geodata.crs import MEASURE
from geodata.queries.categories import category_choices
from geodata.queries.walking_coverage import COVERAGE_ROLES
from geodata.rules.care_access import PRECISION
from geodata.rules.viewer import COMMAND, EVERYONE, Viewer
from layers.registry import layers_for
from webmap.access import audience, viewer_of
from webmap.basemaps.sources import offered
from webmap.map_setup import map_setup

from .map_groups import first_shown, groups_of
from .map_words import VALUE_WORDS

THEMES = ("light", "dark")


@require_safe
@audience(*EVERYONE)
def index(request: HttpRequest) -> HttpResponse:
    """The map page; without JavaScript it leads to the lists that hold the same."""
    viewer = viewer_of(request)
    context = page_context(request, viewer)
    context |= {"to_command": viewer.role in COMMAND, "to_care": viewer.role in PRECISION}
    context["to_coverage"] = viewer.role in COVERAGE_ROLES
    return _private(render(request, "map/index.html", context))


@require_safe
@audience(*EVERYONE)
def print_page(request: HttpRequest) -> HttpResponse:
    """The sheet of a printer with the view that the address names."""
    return _private(render(request, "map/print.html", page_context(request, viewer_of(request))))


def page_context(request: HttpRequest, viewer: Viewer) -> dict[str, Any]:
    """What both pages embed: the layers, their groups, words and filters, and when it was."""
    names = [layer.name for layer in layers_for(viewer) if not layer.sensitive]
    timed = any("category" in layer.filters for layer in layers_for(viewer))
    theme = request.GET.get("theme", "")
    return {
        "theme": theme if theme in THEMES else THEMES[0],
        "map_setup": map_setup(viewer, *names),
        "map_data": {
            "role": viewer.role.value,
            "order": names,
            "groups": groups_of(names),
            "shown": first_shown(viewer.role, names),
            "words": VALUE_WORDS,
            "categories": [vars(one) for one in category_choices()] if timed else [],
            "basemaps": offered(),
            "asOf": timezone.localtime().strftime("%Y-%m-%d %H:%M"),
            "today": timezone.localdate().isoformat(),
            "policy": _policy(),
            "srid": MEASURE,
        },
    }


def _policy() -> dict[str, float]:
    """The bounds lateness is coloured by."""
    return {
        "dueSoonShare": settings.DUE_SOON_SHARE,
        "yellowHours": settings.YELLOW_HOURS,
        "redHours": settings.RED_HOURS,
    }


def _private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "private, no-cache"
    return response
