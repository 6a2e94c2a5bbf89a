"""服务覆盖: the desk for who reaches which service on foot, who does not, and what another point would change."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe

from geodata.queries.walking import walk_state
from geodata.queries.walking_coverage import COVERAGE_ROLES
from geodata.rules.service_points import SERVICE_KIND_NAMES
from geodata.rules.service_standards import FEWEST_PEOPLE
from geodata.rules.viewer import COMMAND, Viewer
from geodata.rules.walking import CIRCLE_MINUTES, COVERAGE_TARGET, SPEED_M_S
from geodata.rules.walking_sites import LONGEST_NAME, MOST_CANDIDATES, MOST_PLACES, MOST_SITES
from webmap.access import audience, viewer_of
from webmap.map_setup import map_setup

from .map_page import THEMES

MAP_LAYERS = ("districts", "subdistricts", "communities", "grids")


@require_safe
@audience(*COVERAGE_ROLES)
@ensure_csrf_cookie
def index(request: HttpRequest) -> HttpResponse:
    """The page; its figures come from /api/coverage/, what it needs before the first of them stands in it."""
    viewer = viewer_of(request)
    theme = request.GET.get("theme", "")
    context = {
        "desk_name": _("服务覆盖"),
        "theme": theme if theme in THEMES else THEMES[0],
        "map_setup": map_setup(viewer, *MAP_LAYERS),
        "coverage_data": _data(viewer),
        "to_command": viewer.role in COMMAND,
    }
    response = render(request, "coverage/index.html", context)
    response["Cache-Control"] = "private, no-cache"
    return response


def _data(viewer: Viewer) -> dict[str, Any]:
    """Categories in both languages and the limits of what may be asked."""
    state = walk_state()
    return {
        "role": viewer.role.value,
        "categories": [
            {"key": kind.value, "name": zh, "name_en": en} for kind, (zh, en) in SERVICE_KIND_NAMES.items()
        ],
        "minutes": list(CIRCLE_MINUTES),
        "speeds": {pace.value: speed for pace, speed in SPEED_M_S.items()},
        "target": COVERAGE_TARGET,
        "fewest": FEWEST_PEOPLE,
        "sites": {"most": MOST_SITES, "candidates": MOST_CANDIDATES, "places": MOST_PLACES},
        "longestName": LONGEST_NAME,
        "network": state.network_at is not None,
        "asOf": timezone.localtime(state.nearest_at).strftime("%Y-%m-%d %H:%M") if state.nearest_at else "",
    }
