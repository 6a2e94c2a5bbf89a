"""Alarms raised, taken notice of and closed, as JSON."""

import json
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from geodata.actions.acknowledge_alarm import acknowledge_alarm
from geodata.actions.close_alarm import close_alarm
from geodata.actions.raise_alarm import raise_alarm
from geodata.errors import BadParameter
from geodata.rules.alarm_flow import AlarmKind
from webmap.access import viewer_of

FORM = (
    '请发送 JSON：{"kind": "event|device|care|weather", "lon": 经度, "lat": 纬度}。',
    'Send JSON: {"kind": "event|device|care|weather", "lon": degrees, "lat": degrees}.',
)


@require_POST
def raised(request: HttpRequest) -> HttpResponse:
    """201 with the new alarm's uuid."""
    kind, lon, lat = _asked(request)
    alarm = raise_alarm(kind, lon, lat, viewer_of(request), timezone.now())
    return _json({"uuid": str(alarm.uuid)}, 201)


@require_POST
def acknowledge(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """200 where the alarm is taken notice of now; `first` tells whether by this request or by somebody before it."""
    done = acknowledge_alarm(uuid, viewer_of(request), user_id=request.user.pk or 0, now=timezone.now())
    return _json({"uuid": str(uuid), "first": done is not None}, 200)


@require_POST
def close(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """200 where the alarm is closed now; `first` tells whether by this request or by somebody before it."""
    done = close_alarm(uuid, viewer_of(request), user_id=request.user.pk or 0, now=timezone.now())
    return _json({"uuid": str(uuid), "first": done is not None}, 200)


def _asked(request: HttpRequest) -> tuple[AlarmKind, float, float]:
    try:
        body: dict[str, Any] = json.loads(request.body)
        lon, lat = body["lon"], body["lat"]
        if set(body) != {"kind", "lon", "lat"} or not (_is_number(lon) and _is_number(lat)):
            raise ValueError
        return AlarmKind(body["kind"]), float(lon), float(lat)
    except (ValueError, KeyError, TypeError, RecursionError, OverflowError):
        raise BadParameter(*FORM) from None


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _json(body: dict[str, Any], status: int) -> JsonResponse:
    response = JsonResponse(body, status=status)
    response["Cache-Control"] = "no-store"
    return response
