"""Boundary plans as JSON: what there is, the communities of one, and operations on it."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from geodata.actions.change_plan import Changed, change_plan
from geodata.actions.count_blocks import count_missing
from geodata.actions.cut_plan_block import cut_plan_block
from geodata.actions.make_plan import make_plan
from geodata.actions.preview_plan_change import preview_plan_change
from geodata.actions.step_plan import redo_plan, undo_plan
from geodata.actions.submit_plan import check_plan, return_plan, schedule_plan, sign_plan, submit_plan
from geodata.errors import BadParameter
from geodata.queries.open_plan import community_of
from geodata.queries.plan_board import community_board, community_figures
from geodata.queries.plan_check import plan_findings
from geodata.queries.plan_difference import day_before, plan_effects, plan_proposals, plan_signatures
from geodata.queries.plans import (
    moved_blocks,
    operations_since,
    plan_head,
    plan_tree,
    plans,
    seen_plan,
    undo_depth,
)
from geodata.rules.plan_flow import PLAN_READERS
from geodata.rules.plan_verbs import WIDE, Asked, PlanVerb
from webmap.access import audience, viewer_of

from .plan_body import FORM, read_body, read_operation


@audience(*PLAN_READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """The plans, or 201 with a new draft from {"name": …, "base": uuid of a plan, if any}."""
    if request.method != "POST":
        return _json({"plans": plans(viewer_of(request))})
    told = read_body(request.body)
    plan = make_plan(
        str(told.get("name", "")),
        viewer_of(request),
        user_id=request.user.pk or 0,
        now=timezone.now(),
        base=_uuid(told.get("base")),
    )
    return _json(plan_head(plan), 201)


@audience(*PLAN_READERS)
@require_safe
def detail(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """A plan with its communities and their grids."""
    plan = seen_plan(uuid, viewer_of(request))
    return _json({**plan_head(plan), **undo_depth(plan), "communities": plan_tree(plan)})


@audience(*PLAN_READERS)
@require_safe
def community(request: HttpRequest, uuid: UUID, code: str) -> HttpResponse:
    """A community: its blocks to draw, its grids before and after, its locks, what is in force."""
    plan = seen_plan(uuid, viewer_of(request))
    count_missing(plan, timezone.now(), community_of(code).pk)
    return _json(
        {"revision": plan.revision, **community_board(plan, code, day_before(plan, timezone.localdate()))}
    )


@audience(*PLAN_READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def operations(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The operations since a revision, or the answer to a new one; with "preview": true what it would be."""
    if request.method != "POST":
        plan = seen_plan(uuid, viewer_of(request))
        return _json(
            {
                "revision": plan.revision,
                "operations": operations_since(plan, _since(request)),
                **undo_depth(plan),
            }
        )
    asked, revision = read_operation(request.body)
    if read_body(request.body).get("preview") is True and asked.verb is not PlanVerb.CUT:
        return _previewed(request, uuid, asked, revision)
    act = cut_plan_block if asked.verb is PlanVerb.CUT else change_plan
    return _changed(
        act(
            uuid,
            asked,
            revision,
            viewer_of(request),
            user_id=request.user.pk or 0,
            now=timezone.now(),
        ),
        forward=True,
    )


def _previewed(request: HttpRequest, uuid: UUID, asked: Asked, revision: int) -> JsonResponse:
    """The blocks and grids an operation would change; nothing is written."""
    found = preview_plan_change(
        uuid, asked, revision, viewer_of(request), user_id=request.user.pk or 0, now=timezone.now()
    )
    return _json(
        {
            "revision": revision,
            "preview": True,
            "community": asked.community,
            "moved": moved_blocks(found.operation, forward=True),
            **found.figures,
        }
    )


@audience(*PLAN_READERS)
@require_POST
def undo(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The answer to taking the last operation back."""
    return _changed(undo_plan(uuid, viewer_of(request), now=timezone.now()), forward=False)


@audience(*PLAN_READERS)
@require_POST
def redo(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The answer to doing the operation undone last again."""
    return _changed(redo_plan(uuid, viewer_of(request), now=timezone.now()), forward=True)


@audience(*PLAN_READERS)
@require_safe
def difference(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """What the plan changes by community and in sum, workers proposed, its digest, who handed it in and who has signed it."""
    plan = seen_plan(uuid, viewer_of(request))
    effects = plan_effects(plan, timezone.localdate())
    submitter = plan.submitted_by.name if plan.digest and plan.submitted_by else None
    told = {"proposed": plan_proposals(plan), "submitter": submitter, "signatures": plan_signatures(plan)}
    return _json({**plan_head(plan), **effects, **told})


@audience(*PLAN_READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The findings; POST makes the plan one that may be submitted where none blocks it."""
    if request.method != "POST":
        plan = seen_plan(uuid, viewer_of(request))
        return _json({**plan_head(plan), "findings": plan_findings(plan, timezone.localdate())})
    plan, found = check_plan(uuid, viewer_of(request), now=timezone.now())
    return _json({**plan_head(plan), "findings": found})


@audience(*PLAN_READERS)
@require_POST
def submit(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The plan, frozen: from {"revision": the one that was checked}."""
    revision = read_body(request.body).get("revision")
    if not isinstance(revision, int) or isinstance(revision, bool):
        raise FORM
    plan = submit_plan(
        uuid, viewer_of(request), user_id=request.user.pk or 0, revision=revision, now=timezone.now()
    )
    return _json(plan_head(plan))


@audience(*PLAN_READERS)
@require_POST
def send_back(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The plan, a draft again."""
    return _json(plan_head(return_plan(uuid, viewer_of(request), now=timezone.now())))


@audience(*PLAN_READERS)
@require_POST
def sign(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The plan with a signature more: from {"digest_end": the last six characters of its digest}."""
    end = read_body(request.body).get("digest_end")
    plan = sign_plan(uuid, str(end), viewer_of(request), user_id=request.user.pk or 0, now=timezone.now())
    return _json({**plan_head(plan), "signatures": plan_signatures(plan)})


@audience(*PLAN_READERS)
@require_POST
def schedule(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The plan with its day: from {"valid_from": "YYYY-MM-DD"}; one due today comes into force at once."""
    try:
        day = date.fromisoformat(str(read_body(request.body).get("valid_from")))
    except ValueError:
        raise BadParameter(
            "valid_from 应写成 2026-12-01。", "valid_from: a day such as 2026-12-01."
        ) from None
    return _json(plan_head(schedule_plan(uuid, day, viewer_of(request), now=timezone.now())))


def _changed(changed: Changed, *, forward: bool) -> JsonResponse:
    """The changed blocks and grids, and where the plan stands now."""
    code = changed.operation.asked["community"]
    if PlanVerb(changed.operation.verb) in WIDE:
        return _json(
            {
                **plan_head(changed.plan),
                **undo_depth(changed.plan),
                "area": code,
                "verb": changed.operation.verb,
            }
        )
    return _json(
        {
            **plan_head(changed.plan),
            **undo_depth(changed.plan),
            "community": code,
            "verb": changed.operation.verb,
            "moved": moved_blocks(changed.operation, forward=forward),
            "cut": "cut" in changed.operation.grids,
            **community_figures(changed.plan, code),
        }
    )


def _since(request: HttpRequest) -> int:
    text = request.GET.get("since", "0")
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise BadParameter(
            f"since={text[:20]!r} 不是版本号。",
            "since: the revision the operations come after, a whole number.",
        )
    return int(text)


def _uuid(value: Any) -> UUID | None:
    if value is None:
        return None
    try:
        return UUID(str(value))
    except ValueError:
        raise BadParameter("base 应是方案的 UUID。", "base: the UUID of a plan.") from None


def _json(body: dict[str, Any], status: int = 200) -> JsonResponse:
    response = JsonResponse(body, status=status)
    response["Cache-Control"] = "no-store"
    return response
