"""Searches for sites: asked for, looked at, stopped; each is worked on by a process of its own."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from geodata.actions.start_walk_scenario import SitingAsk, start_walk_scenario, stop_walk_scenario
from geodata.queries.walking_coverage import COVERAGE_ROLES
from geodata.queries.walking_scenarios import scenario, scenario_told, scenarios
from geodata.rules.walking_sites import MOST_SITES, SiteMethod
from webmap.access import audience, viewer_of
from webmap.job_process import start_job

from .coverage_ask import read_below, read_circle, read_one_kind, read_pairs
from .nearby_ask import asked, read_count, read_pace, read_word
from .walking_answer import json_answer


@audience(*COVERAGE_ROLES)
@require_http_methods(["GET", "HEAD", "POST"])
def searches(request: HttpRequest) -> HttpResponse:
    """The latest searches; POST category, sites, method, minutes, pace, area and candidates=lon,lat;… asks for one."""
    viewer = viewer_of(request)
    if request.method != "POST":
        return _json({"searches": [scenario_told(one, whole=False) for one in scenarios(viewer)]})
    query = asked(request)
    named = query.get("candidates", "")
    ask = SitingAsk(
        read_one_kind(query),
        SiteMethod(read_word(query, "method", tuple(SiteMethod), SiteMethod.MCLP)),
        read_count(query, "sites", MOST_SITES, 5),
        read_circle(query),
        read_pace(query),
        read_below(query),
        read_pairs(named) if named else (),
    )
    made = start_walk_scenario(ask, viewer, request.user.pk, timezone.now())
    start_worker(made.uuid)
    answer = _json(scenario_told(made), status=202)
    answer["Location"] = f"/api/coverage/siting/{made.uuid}/"
    return answer


@audience(*COVERAGE_ROLES)
@require_http_methods(["GET", "HEAD", "DELETE"])
def search(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One search with its progress and result; DELETE stops it."""
    viewer = viewer_of(request)
    if request.method == "DELETE":
        return _json(scenario_told(stop_walk_scenario(uuid, viewer, timezone.now())))
    return _json(scenario_told(scenario(uuid, viewer)))


def start_worker(uuid: UUID) -> None:
    """Start the process that looks for the sites; what it finds stands in its row."""
    start_job("suggest_sites", "--scenario", str(uuid))


def _json(body: dict[str, Any], status: int = 200) -> JsonResponse:
    answer = json_answer(body, status)
    answer["Cache-Control"] = "private, no-store"
    return answer
