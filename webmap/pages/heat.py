"""热力分析: the operator's desk for where and when events cluster, compared, foretold and drilled into."""

from dataclasses import asdict
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from geodata.queries.categories import category_choices
from geodata.queries.events import default_period, oldest_event_day
from geodata.rules.heat_limits import FORECAST_WEEKS
from geodata.rules.viewer import COMMAND, Viewer
from webmap.access import audience, viewer_of
from webmap.map_setup import map_setup

from .map_page import THEMES
from .map_words import VALUE_WORDS

MAP_LAYERS = (
    "districts", "subdistricts", "communities", "grids", "events", "events_heat", "hotspots", "warnings",
)  # fmt: skip


@require_safe
@audience(*COMMAND)
def index(request: HttpRequest) -> HttpResponse:
    """The page; its figures come from /api/heat/, what it needs before the first of them stands in it."""
    viewer = viewer_of(request)
    theme = request.GET.get("theme", "")
    context = {
        "desk_name": _("热力分析"),
        "theme": theme if theme in THEMES else THEMES[0],
        "map_setup": map_setup(viewer, *MAP_LAYERS),
        "heat_data": _heat_data(viewer),
    }
    response = render(request, "heat/index.html", context)
    response["Cache-Control"] = "private, no-cache"
    return response


def _heat_data(viewer: Viewer) -> dict[str, Any]:
    """Categories, words, and the days the page opens on."""
    today = timezone.localdate()
    period, oldest = default_period(today), oldest_event_day()
    return {
        "role": viewer.role.value,
        "categories": [asdict(choice) for choice in category_choices()],
        "words": {name: VALUE_WORDS["events"][name] for name in ("priority", "source")},
        "trends": VALUE_WORDS["hotspots"]["trend"],
        "warningStates": VALUE_WORDS["warnings"]["state"],
        "opening": {
            "from": period.first.isoformat(),
            "to": period.last.isoformat(),
            "historical": period.historical,
        },
        "oldest": oldest.isoformat() if oldest else None,
        "today": today.isoformat(),
        "asOf": timezone.localtime().strftime("%Y-%m-%d %H:%M"),
        "weeks": list(FORECAST_WEEKS),
    }
