"""Hot spots, warnings and rankings as JSON; taking notice of a warning and muting it."""

import hashlib
import json
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_POST, require_safe

from geodata.actions.acknowledge_warning import acknowledge_warning
from geodata.actions.mute_warning import mute_warning
from geodata.errors import BadParameter
from geodata.queries.hotspots import hotspots
from geodata.queries.ranking import ranked_places
from geodata.queries.warnings import standing_warnings
from geodata.rules.heat_limits import FORECAST_WEEKS
from geodata.rules.viewer import COMMAND
from layers.filters import read_filters, word
from webmap.access import audience, viewer_of

CATEGORY = {"category": word()}
RANKING = CATEGORY | {"by": word("cell", "grid"), "weeks": word(*map(str, FORECAST_WEEKS))}
MUTE_FORM = ('请发送 JSON：{"days": 天数}。', 'Send JSON: {"days": number of days}.')


@require_safe
@audience(*COMMAND)
def hotspots_json(request: HttpRequest) -> HttpResponse:
    """The hot cells and grids of a category, or of all events."""
    asked = read_filters(CATEGORY, request.GET)
    return _figures(request, hotspots(viewer_of(request), asked.get("category", ""), timezone.localdate()))


@require_safe
@audience(*COMMAND)
def ranking_json(request: HttpRequest) -> HttpResponse:
    """Where the most is to be expected in the coming week or four, with its back-test."""
    asked = read_filters(RANKING, request.GET)
    found = ranked_places(
        viewer_of(request),
        asked.get("category", ""),
        by=asked.get("by", "cell"),
        weeks=int(asked.get("weeks", FORECAST_WEEKS[0])),
        now=timezone.now(),
    )
    return _figures(request, found)


@require_safe
@audience(*COMMAND)
def warnings_json(request: HttpRequest) -> HttpResponse:
    """The warnings that stand, with their state."""
    return _unstored(standing_warnings(viewer_of(request), timezone.now()))


@require_POST
def acknowledge(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """200 where the warning is taken notice of now; `first` tells whether by this request or by somebody before it."""
    done = acknowledge_warning(uuid, viewer_of(request), user_id=request.user.pk or 0, now=timezone.now())
    return _unstored({"uuid": str(uuid), "first": done is not None})


@require_POST
def mute(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """200 where the warning is silent from now on, with its last silent day."""
    days = _asked_days(request)
    muted = mute_warning(uuid, days, viewer_of(request), user_id=request.user.pk or 0, now=timezone.now())
    until = muted.muted_until.isoformat() if muted.muted_until else None
    return _unstored({"uuid": str(uuid), "state": muted.state, "muted_until": until})


def _asked_days(request: HttpRequest) -> int:
    try:
        body: dict[str, Any] = json.loads(request.body)
        days = body["days"]
        if set(body) != {"days"} or not isinstance(days, int) or isinstance(days, bool):
            raise ValueError
    except (ValueError, KeyError, TypeError, RecursionError):
        raise BadParameter(*MUTE_FORM) from None
    return days


def _figures(request: HttpRequest, body: dict[str, Any]) -> HttpResponse:
    """Figures that change once a night: the browser asks whether they did."""
    response = JsonResponse(body, json_dumps_params={"ensure_ascii": False})
    tag = '"' + hashlib.sha256(response.content).hexdigest()[:24] + '"'
    response["ETag"], response["Cache-Control"] = tag, "private, no-cache"
    return get_conditional_response(request, etag=tag, response=response)  # type: ignore[return-value]


def _unstored(body: dict[str, Any]) -> JsonResponse:
    response = JsonResponse(body, json_dumps_params={"ensure_ascii": False})
    response["Cache-Control"] = "no-store"
    return response
