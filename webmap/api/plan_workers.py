"""Who serves the grids of a plan: looked at, proposed, said for one grid; and the figures of the whole plan."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from geodata.actions.propose_workers import name_workers, propose_workers
from geodata.errors import BadParameter
from geodata.queries.plan_totals import plan_totals
from geodata.queries.plan_workers import plan_workers
from geodata.queries.plans import plan_head, seen_plan
from geodata.rules.plan_flow import PLAN_READERS
from webmap.access import audience, viewer_of

from .plan_body import read_body

_FORM = BadParameter(
    '请发送 JSON：{"propose": true}，或 {"grid": 网格键, "workers": ["网格员 UUID", …]}。',
    'Send JSON: {"propose": true}, or {"grid": key, "workers": [uuid of a grid worker, …]}.',
)


@audience(*PLAN_READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def workers(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Loads, what stays known and what is missing; POST proposes workers for all grids or names those of one."""
    viewer, now = viewer_of(request), timezone.now()
    if request.method == "POST":
        told = read_body(request.body)
        if told.get("propose") is True:
            plan = propose_workers(uuid, viewer, now)
        else:
            key, named = _named(told)
            plan = name_workers(uuid, key, named, viewer, now)
    else:
        plan = seen_plan(uuid, viewer)
    response = JsonResponse({**plan_head(plan), **plan_workers(plan, timezone.localdate())})
    response["Cache-Control"] = "no-store"
    return response


@audience(*PLAN_READERS)
@require_safe
def totals(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The figures of the whole plan, before and after."""
    plan = seen_plan(uuid, viewer_of(request))
    response = JsonResponse({"revision": plan.revision, **plan_totals(plan, timezone.localdate())})
    response["Cache-Control"] = "no-store"
    return response


def _named(told: dict[str, object]) -> tuple[int, list[UUID]]:
    key, named = told.get("grid"), told.get("workers")
    if (
        isinstance(key, bool)
        or not isinstance(key, int)
        or not 0 < key < 2**31
        or not isinstance(named, list)
    ):
        raise _FORM
    try:
        return key, [UUID(str(one)) for one in named]
    except ValueError:
        raise _FORM from None
