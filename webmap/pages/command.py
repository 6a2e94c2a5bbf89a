"""The wall screen of the command centre: where events cluster, what is late, which grid is of which type."""

from dataclasses import asdict

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from geodata.errors import BadParameter, NotFound
from geodata.queries.alarms import standing_alarms
from geodata.queries.areas import AreaOutline, area_outline, outline_at
from geodata.queries.categories import category_choices
from geodata.queries.warnings import standing_warnings
from geodata.rules.deadlines import LIMIT_HOURS, ON_TIME_TARGET
from geodata.rules.levels import Level
from geodata.rules.viewer import COMMAND
from webmap.access import audience, viewer_of
from webmap.map_setup import map_setup, map_versions

from .command_figures import figures

MAP_LAYERS = (
    "districts", "subdistricts", "communities", "grids", "grid_types", "events", "events_heat", "service_points",
    "alarms", "warnings",
)  # fmt: skip
PLACE_FORM = ("用 code=代码，或 lon=经度&lat=纬度&level=grid。", "Use code=…, or lon=…&lat=…&level=grid.")


@require_safe
@audience(*COMMAND)
def index(request: HttpRequest) -> HttpResponse:
    """The page with its first figures embedded, so that it shows numbers at first paint."""
    viewer = viewer_of(request)
    context = {
        "figures": figures(request.GET),
        "alarms": standing_alarms(viewer, timezone.now()),
        "warnings": standing_warnings(viewer, timezone.now()),
        "categories": [asdict(choice) for choice in category_choices()],
        "map_setup": map_setup(viewer, *MAP_LAYERS),
        "policy": {
            "dueSoonShare": settings.DUE_SOON_SHARE,
            "yellowHours": settings.YELLOW_HOURS,
            "redHours": settings.RED_HOURS,
            "onTimeTarget": ON_TIME_TARGET,
            "limitHours": LIMIT_HOURS,
        },
    }
    return _private(render(request, "command/index.html", context))


@require_safe
@audience(*COMMAND)
def figures_json(request: HttpRequest) -> HttpResponse:
    """The figures of a period, category and area as JSON, and the versions of what the map shows."""
    body = figures(request.GET) | {"versions": map_versions(viewer_of(request), *MAP_LAYERS)}
    return _private(JsonResponse(body, json_dumps_params={"ensure_ascii": False}))


@require_safe
@audience(*COMMAND)
def alarms_json(request: HttpRequest) -> HttpResponse:
    """The alarms that stand, apart from the figures so that a new one is there at once."""
    body = standing_alarms(viewer_of(request), timezone.now())
    return _private(JsonResponse(body, json_dumps_params={"ensure_ascii": False}))


@require_safe
@audience(*COMMAND)
def area_json(request: HttpRequest) -> HttpResponse:
    """Border of the area with a code, or of the area of a level at a place."""
    area = _asked_area(request)
    if area is None:
        raise NotFound("这里没有区域。", "There is no area here.")
    return _private(JsonResponse({"code": area.code, "level": area.level, "geometry": area.geometry}))


def _asked_area(request: HttpRequest) -> AreaOutline | None:
    today = timezone.localdate()
    if "code" in request.GET:
        return area_outline(request.GET["code"], today)
    try:
        lon, lat = float(request.GET["lon"]), float(request.GET["lat"])
        level = Level(request.GET["level"])
        if not (-180 <= lon <= 180 and -90 <= lat <= 90):
            raise ValueError
    except (KeyError, ValueError):
        raise BadParameter(*PLACE_FORM) from None
    return outline_at(lon, lat, level, today)


def _private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "private, no-store"
    return response
