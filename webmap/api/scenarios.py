"""Scenarios of service points that are kept to be compared: those of searches, and those made by hand."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from geodata.actions.keep_walk_scenario import drop_walk_scenario, keep_walk_scenario
from geodata.queries.walking_coverage import COVERAGE_ROLES
from geodata.queries.walking_scenarios import done_scenarios, scenario, scenario_told
from webmap.access import audience, viewer_of

from .coverage_ask import read_below, read_one_kind, read_what_if
from .nearby_ask import asked
from .walking_answer import json_answer


@audience(*COVERAGE_ROLES)
@require_http_methods(["GET", "HEAD", "POST"])
def kept(request: HttpRequest) -> HttpResponse:
    """The scenarios of a category with what they change; POST name, category, close, open and area keeps one."""
    viewer, query = viewer_of(request), asked(request)
    if request.method != "POST":
        found = done_scenarios(viewer, read_one_kind(query))
        return _unkept(json_answer({"scenarios": [scenario_told(one) for one in found]}))
    made = keep_walk_scenario(
        query.get("name", ""),
        read_what_if(query),
        viewer,
        request.user.pk,
        timezone.now(),
        below=read_below(query),
    )
    return _unkept(json_answer(scenario_told(made), 201))


@audience(*COVERAGE_ROLES)
@require_http_methods(["GET", "HEAD", "DELETE"])
def one(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One scenario with what it changes; DELETE forgets it."""
    viewer = viewer_of(request)
    if request.method == "DELETE":
        drop_walk_scenario(uuid, viewer)
        return HttpResponse(status=204)
    return _unkept(json_answer(scenario_told(scenario(uuid, viewer))))


def _unkept(answer: JsonResponse) -> JsonResponse:
    answer["Cache-Control"] = "private, no-store"
    return answer
