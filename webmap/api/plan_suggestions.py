"""Suggested divisions of a plan: asked for, looked at, stopped, taken; each search is worked on by a process of its own."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from geodata.actions.start_plan_suggestion import start_plan_suggestion, stop_plan_suggestion
from geodata.actions.take_suggestion import take_suggestion
from geodata.errors import BadParameter
from geodata.queries.plan_suggestions import alternative, suggestion, suggestion_told, suggestions
from geodata.queries.plans import plan_head, undo_depth
from geodata.rules.plan_flow import PLAN_READERS
from webmap.access import audience, viewer_of
from webmap.job_process import start_job

from .plan_body import read_body

_FORM = BadParameter(
    '请发送 JSON：{"area": "社区、街道或区的代码", "subdivide": true 或 false}。',
    'Send JSON: {"area": code of a community, subdistrict or district, "subdivide": true or false}.',
)


@audience(*PLAN_READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def searches(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The latest searches of a plan; 202 with a new one from {"area": code, "subdivide": whether to take it at once}."""
    viewer = viewer_of(request)
    if request.method != "POST":
        return _json(
            {"suggestions": [suggestion_told(one, whole=False) for one in suggestions(uuid, viewer)]}
        )
    area, subdivide = _asked(request)
    now = timezone.now()
    made = start_plan_suggestion(
        uuid, area, viewer, user_id=request.user.pk or 0, now=now, subdivide=subdivide
    )
    start_worker(made.uuid)
    answer = _json(suggestion_told(made), 202)
    answer["Location"] = f"/api/plans/{uuid}/suggestions/{made.uuid}/"
    return answer


@audience(*PLAN_READERS)
@require_http_methods(["GET", "HEAD", "DELETE"])
def search(request: HttpRequest, uuid: UUID, suggestion_uuid: UUID) -> HttpResponse:
    """One search with its progress and its alternatives so far; DELETE stops it."""
    viewer = viewer_of(request)
    if request.method == "DELETE":
        return _json(suggestion_told(stop_plan_suggestion(uuid, suggestion_uuid, viewer, timezone.now())))
    return _json(suggestion_told(suggestion(uuid, suggestion_uuid, viewer)))


@audience(*PLAN_READERS)
@require_safe
def preview(request: HttpRequest, uuid: UUID, suggestion_uuid: UUID, name: str) -> HttpResponse:
    """What an alternative changes, to draw: ground by what becomes of it, and the grids after, as GeoJSON."""
    return _json(alternative(uuid, suggestion_uuid, name, viewer_of(request)).shapes)


@audience(*PLAN_READERS)
@require_POST
def take(request: HttpRequest, uuid: UUID, suggestion_uuid: UUID, name: str) -> HttpResponse:
    """The plan with an alternative in it, as one operation."""
    changed = take_suggestion(
        uuid,
        suggestion_uuid,
        name,
        viewer_of(request),
        user_id=request.user.pk or 0,
        now=timezone.now(),
    )
    body = {"area": changed.operation.asked["community"], "verb": changed.operation.verb}
    return _json({**plan_head(changed.plan), **undo_depth(changed.plan), **body})


def start_worker(uuid: UUID) -> None:
    """Start the process that works the divisions out; what it finds stands in its row."""
    start_job("suggest_plan", "--suggestion", str(uuid))


def _asked(request: HttpRequest) -> tuple[str, bool]:
    told = read_body(request.body)
    area, subdivide = told.get("area"), told.get("subdivide", False)
    if not isinstance(area, str) or not isinstance(subdivide, bool) or "\0" in area:
        raise _FORM
    return area, subdivide


def _json(body: dict[str, Any], status: int = 200) -> JsonResponse:
    response = JsonResponse(body, status=status)
    response["Cache-Control"] = "no-store"
    return response
