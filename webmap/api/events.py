"""Events told to the desk, as JSON."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from geodata.actions.report_event import Told, report_event
from geodata.errors import BadParameter
from geodata.rules.event_flow import Priority, Source
from webmap.access import viewer_of

FORM = (
    '请发送 JSON：{"category": "类别代码", "lon": 经度, "lat": 纬度, "priority": "general|urgent|cross_department"}。',
    'Send JSON: {"category": code, "lon": degrees, "lat": degrees, "priority": "general|urgent|cross_department"}.',
)


@require_POST
def report(request: HttpRequest) -> HttpResponse:
    """201 with the new event's uuid and the data version that shows it."""
    made = report_event(_told(request), viewer_of(request), user_id=request.user.pk, now=timezone.now())
    response = JsonResponse({"uuid": made.uuid, "version": made.version}, status=201)
    response["Cache-Control"] = "no-store"
    return response


def _told(request: HttpRequest) -> Told:
    try:
        body: dict[str, Any] = json.loads(request.body)
        unknown = set(body) - {"category", "lon", "lat", "priority", "source"}
        if unknown or not isinstance(body["category"], str) or "\0" in body["category"]:
            raise ValueError
        return Told(
            body["category"],
            _number(body["lon"]),
            _number(body["lat"]),
            Priority(body.get("priority", Priority.GENERAL)),
            Source(body.get("source", Source.RESIDENT)),
        )
    except (ValueError, KeyError, TypeError, RecursionError):
        raise BadParameter(*FORM) from None


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError
    return float(value)
