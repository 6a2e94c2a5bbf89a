"""Which grid a place lies in, its room and station, and how to report something; nothing of it is kept."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from geodata.errors import BadParameter
from geodata.queries.areas import AreaName, area_at, area_names, area_place, areas_in_force
from geodata.queries.local_points import local_points
from geodata.rules.levels import CODE_LENGTH, Level
from geodata.rules.viewer import EVERYONE
from webmap.access import audience, viewer_of
from webmap.map_setup import map_setup

from .elder import elder_mode, remember
from .form_text import checked_form
from .home_search import HomeSearch, read_search
from .home_where import area_groups
from .opening_text import moment_text
from .point_cards import PointCard, area_label, point_card
from .script_words import script_words

_LEVELS = (Level.SUBDISTRICT, Level.COMMUNITY, Level.GRID)


@dataclass(frozen=True)
class MyArea:
    """An area that was found: its name, the names above it, and the grids to choose from when it is larger."""

    code: str
    level: Level
    name: str
    above: str
    grids: tuple[AreaName, ...] = ()


@audience(*EVERYONE)
@cache_control(no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
def my_area(request: HttpRequest) -> HttpResponse:
    """The page; a place comes by POST only, so that it stands in no address and no log."""
    search = _search(request)
    now, mode = timezone.localtime(), elder_mode(request)
    found = None
    if search.place:
        found = area_at(search.place.lon, search.place.lat, Level.GRID, now.date())
    elif search.area:
        found = _chosen(search.area, now)
    context = {
        "elder": mode,
        "area": _area(found, now) if found else None,
        "cards": _cards(found.code, now, mode.on) if found else [],
        "outside": bool(search.place and not found),
        "area_groups": area_groups(areas_in_force(now.date(), Level.SUBDISTRICT, Level.COMMUNITY)),
        "as_of": moment_text(now),
        "words": script_words(),
        "map_setup": map_setup(viewer_of(request), "grids"),
    }
    return remember(render(request, "my_area/index.html", context), mode)


def _search(request: HttpRequest) -> HomeSearch:
    """The posted place, or the area in the address."""
    if request.method == "POST":
        form = checked_form(request.POST)
        return read_search({name: form.get(name, "") for name in ("lon", "lat")})
    return read_search({"area": request.GET.get("area", "")})


def _chosen(code: str, now: datetime) -> AreaName:
    """The community or grid with this code; raises BadParameter for any other."""
    area = area_place(code, now.date())
    if area is None or area.level not in (Level.COMMUNITY, Level.GRID):
        raise BadParameter(
            f"area={code} 不是现行的社区或网格代码。", f"area={code} is no community or grid in force."
        )
    return area


def _area(found: AreaName, now: datetime) -> MyArea:
    codes = [found.code[: CODE_LENGTH[level]] for level in _LEVELS]
    names = area_names(codes)
    above = [area_label(names.get(code)) for code in codes if code != found.code and code in names]
    grids: tuple[AreaName, ...] = ()
    if found.level == Level.COMMUNITY:
        every = areas_in_force(now.date(), Level.GRID)
        grids = tuple(grid for grid in every if grid.code.startswith(found.code))
    return MyArea(found.code, Level(found.level), area_label(found), " ".join(above), grids)


def _cards(code: str, now: datetime, elder: bool) -> list[PointCard]:
    points = local_points(code)
    return [point_card(number, point, now, {}, elder=elder) for number, point in enumerate(points, 1)]
