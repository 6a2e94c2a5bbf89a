"""The planner's pages: the plans there are, and the workbench of one."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe

from geodata.crs import MEASURE
from geodata.queries.plans import first_free_day, plan_head, plans, seen_plan, undo_depth
from geodata.rules.plan_flow import PLAN_READERS, PLAN_STATE_NAMES, PlanState, PlanStep, may_take
from webmap.access import audience, viewer_of
from webmap.map_setup import map_setup

MAP_LAYERS = ("districts", "subdistricts", "communities", "grids")
# What the line of steps at the top shows; other states stand at the nearest one.
STEPS = (
    PlanState.DRAFT,
    PlanState.CHECKED,
    PlanState.SUBMITTED,
    PlanState.APPROVED,
    PlanState.SCHEDULED,
    PlanState.IN_FORCE,
)


@require_safe
@audience(*PLAN_READERS)
@ensure_csrf_cookie
def index(request: HttpRequest) -> HttpResponse:
    """All plans, changed last first, and a way to begin one."""
    viewer = viewer_of(request)
    found = plans(viewer)
    for plan in found:
        plan["changed"] = timezone.localtime(datetime.fromisoformat(plan["changed_at"]))
    context = {"plans": found, "may_draw": may_take(PlanStep.EDIT, viewer.role)}
    return private(render(request, "planner/index.html", context))


@require_safe
@audience(*PLAN_READERS)
@ensure_csrf_cookie
def workbench(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The workbench of a plan: tree, map, inspector, problems; what is drawn comes from /api/plans/."""
    return private(render(request, "planner/workbench.html", plan_context(request, uuid)))


@require_safe
@audience(*PLAN_READERS)
@ensure_csrf_cookie
def sign(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The difference to what is in force, and the forms by which a plan is signed and scheduled."""
    return private(render(request, "planner/sign.html", plan_context(request, uuid)))


def plan_context(request: HttpRequest, uuid: UUID) -> dict[str, Any]:
    """The plan as it stands, what the viewer may do, and the words of its states."""
    viewer = viewer_of(request)
    plan = seen_plan(uuid, viewer)
    head = plan_head(plan)
    return {
        "plan": head,
        "srid": MEASURE,
        "as_of": timezone.localtime().strftime("%Y-%m-%d %H:%M"),
        "map_setup": map_setup(viewer, *MAP_LAYERS),
        "plan_data": {
            **head,
            **undo_depth(plan),
            "mayDraw": may_take(PlanStep.EDIT, viewer.role),
            "maySign": may_take(PlanStep.SIGN, viewer.role),
            "maySchedule": may_take(PlanStep.SCHEDULE, viewer.role),
            "steps": [[step.value, *PLAN_STATE_NAMES[step]] for step in STEPS],
            "today": timezone.localdate().isoformat(),
            "freeDay": first_free_day(timezone.localdate()).isoformat(),
        },
    }


def private(response: HttpResponse) -> HttpResponse:
    """The response, kept by nobody between."""
    response["Cache-Control"] = "private, no-store"
    return response
