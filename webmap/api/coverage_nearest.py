"""The nearest point from a chosen place, today and under a what-if, for the coverage desk."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from geodata.queries.walking_coverage import COVERAGE_ROLES
from geodata.queries.walking_nearest_after import NearestPoint, nearest_after
from geodata.rules.walking import minutes_up
from webmap.access import audience, viewer_of

from .coverage_ask import read_what_if
from .nearby_ask import asked, read_pace, read_place
from .walking_answer import json_answer, reads_only


@reads_only
@audience(*COVERAGE_ROLES)
def nearest(request: HttpRequest) -> HttpResponse:
    """From lon, lat: the nearest of a category before and after close=uuid,… and open=lon,lat;…, with the ways."""
    query = asked(request)
    place = read_place(query, timezone.localdate())
    before, after = nearest_after(viewer_of(request), read_what_if(query), place, read_pace(query))
    return json_answer({"before": _told(before), "after": _told(after)})


def _told(one: NearestPoint | None) -> dict[str, Any] | None:
    """A point as it is sent; opened: which of open it is, counted from 0."""
    if one is None:
        return None
    minutes = {f"minutes_{pace.value}": minutes_up(seconds) for pace, seconds in one.seconds.items()}
    walk = {"metres": round(one.metres), **minutes, "path": {"type": "LineString", "coordinates": one.path}}
    return {"name": one.name, "name_en": one.name_en, "opened": one.opened, "walk": walk}
