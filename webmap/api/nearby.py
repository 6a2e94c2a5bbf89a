"""Nearest open service points on foot, and how far people get: for everyone, by GET or POST, remembered nowhere."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from geodata.queries.nearby import Nearby, NearbyAsk, NearbyPoint, WalkTo
from geodata.queries.nearby import nearby as find_nearby
from geodata.queries.reach import walk_circle
from geodata.rules.viewer import EVERYONE
from geodata.rules.walking import Pace, minutes_up
from webmap.access import audience
from webmap.counting import few_at_once

from .nearby_ask import (
    LONGEST_MINUTES,
    MOST_POINTS,
    USUAL_MINUTES,
    USUAL_POINTS,
    asked,
    read_count,
    read_kinds,
    read_minutes,
    read_pace,
    read_place,
    read_point,
    read_word,
)
from .nearby_description import description
from .walking_answer import json_answer, local_text, reads_only


@reads_only
@audience(*EVERYONE)
def nearby(request: HttpRequest) -> HttpResponse:
    """The nearest points from lon, lat or place; category=a,b, pace, open=now|any, limit, point and path=1 narrow and add."""
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
        read_point(query),
    )
    return json_answer(_told(ask, find_nearby(ask, now), now))


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
        "network_as_of": local_text(found.network_at),
    }
    return json_answer({"type": "Feature", "geometry": found.geometry, "properties": facts})


@audience(*EVERYONE)
@require_safe
def nearby_openapi(request: HttpRequest) -> HttpResponse:
    """The description of both addresses, OpenAPI 3.0."""
    answer = json_answer(description())
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
        "network_as_of": local_text(found.network_at),
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
            "changes_at": local_text(one.opening.changes_at),
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
    if walk.facts is not None:
        told |= {"corners": walk.facts.corners, "stairs_m": round(walk.facts.stairs_m)}
    return told
