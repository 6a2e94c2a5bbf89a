"""Nearest open service points on foot, and how far people get: for everyone, by GET or POST, remembered nowhere."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from geodata.queries.nearby import Nearby, NearbyAsk, NearbyPoint, WalkTo
from geodata.queries.nearby import nearby as find_nearby
from geodata.queries.reach import walk_circle
from geodata.rules.viewer import EVERYONE
from geodata.rules.walking import Pace, minutes_up
from webmap.access import audience

from .inside import few_at_once
from .nearby_ask import (
    MOST_POINTS,
    USUAL_POINTS,
    asked,
    read_count,
    read_kinds,
    read_minutes,
    read_pace,
    read_place,
    read_word,
)
from .nearby_description import description

LONGEST_MINUTES = 60.0
USUAL_MINUTES = 15.0
_READS = ("GET", "HEAD", "POST")


def reads_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view that answers GET, HEAD and POST alike and changes nothing: it needs no token and no copy is kept.

    POST keeps the place of who asks out of the address, and so out of histories and the logs of proxies.
    """

    @wraps(view)
    def answered(request: HttpRequest) -> HttpResponse:
        if request.method not in _READS:
            return HttpResponseNotAllowed(_READS)
        answer = view(request)
        answer["Cache-Control"] = "private, no-store"
        answer["Referrer-Policy"] = "no-referrer"
        return answer

    return csrf_exempt(answered)


@reads_only
@audience(*EVERYONE)
def nearby(request: HttpRequest) -> HttpResponse:
    """The nearest points from lon, lat or place; category=a,b, pace, open=now|any, limit and path=1 narrow and add."""
    query, now = asked(request), timezone.localtime()
    lon, lat = read_place(query, now.date())
    ask = NearbyAsk(
        lon,
        lat,
        read_kinds(query),
        read_pace(query),
        read_word(query, "open", ("now", "any"), "now") == "now",
        read_count(query, "limit", MOST_POINTS, USUAL_POINTS),
        read_word(query, "path", ("0", "1"), "0") == "1",
    )
    return _json(_told(ask, find_nearby(ask, now), now))


@reads_only
@audience(*EVERYONE)
@few_at_once
def reach(request: HttpRequest) -> HttpResponse:
    """The ground within minutes on foot as a GeoJSON feature; its geometry is null where no walkway is near."""
    query, now = asked(request), timezone.localtime()
    lon, lat = read_place(query, now.date())
    minutes, pace = read_minutes(query, USUAL_MINUTES, LONGEST_MINUTES), read_pace(query)
    found = walk_circle(lon, lat, minutes, pace)
    facts = {
        "minutes": minutes,
        "pace": pace.value,
        "road_m": round(found.road_m),
        "area_km2": round(found.area_km2, 3),
        "network_as_of": _iso(found.network_at),
    }
    return _json({"type": "Feature", "geometry": found.geometry, "properties": facts})


@audience(*EVERYONE)
def nearby_openapi(request: HttpRequest) -> HttpResponse:
    """The description of both addresses, OpenAPI 3.0."""
    if request.method not in {"GET", "HEAD"}:
        return HttpResponseNotAllowed(("GET", "HEAD"))
    answer = JsonResponse(description(), json_dumps_params={"ensure_ascii": False})
    answer["Cache-Control"] = "public, max-age=3600"
    return answer


def _told(ask: NearbyAsk, found: Nearby, now: datetime) -> dict[str, Any]:
    return {
        "points": [_point(one) for one in found.points],
        "nearest_closed": _point(found.closed) if found.closed else None,
        "pace": ask.pace.value,
        "open": "now" if ask.open_only else "any",
        "as_of": now.isoformat(timespec="seconds"),
        "network": "none" if found.network_at is None else "current" if found.network_current else "stale",
        "network_as_of": _iso(found.network_at),
    }


def _point(one: NearbyPoint) -> dict[str, Any]:
    card = one.card
    return {
        "uuid": str(card.uuid),
        "kind": card.kind,
        "name": card.name,
        "name_en": card.name_en,
        "address": card.address,
        "phone": card.phone,
        "accessibility": list(card.accessibility),
        "checked_on": card.checked_on.isoformat() if card.checked_on else None,
        "lon": card.lon,
        "lat": card.lat,
        "opening": {
            "state": one.opening.state.value,
            "open": one.opening.is_open,
            "changes_at": _iso(one.opening.changes_at),
            "hours": card.opening_hours,
        },
        "straight_m": round(one.straight_m) if one.straight_m < 1e8 else None,
        "walk": _walk(one.walk),
    }


def _walk(walk: WalkTo | None) -> dict[str, Any] | None:
    if walk is None:
        return None
    told: dict[str, Any] = {"metres": round(walk.metres)}
    for pace in Pace:
        told[f"minutes_{pace.value}"] = minutes_up(walk.seconds[pace])
    if walk.path is not None:
        told["path"] = {"type": "LineString", "coordinates": walk.path}
    return told


def _iso(moment: datetime | None) -> str | None:
    return timezone.localtime(moment).isoformat(timespec="seconds") if moment else None


def _json(body: dict[str, Any]) -> JsonResponse:
    return JsonResponse(body, json_dumps_params={"ensure_ascii": False})
