"""Check a plan, hand it in for signing, take it back, and sign it."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from geodata.actions.number_plan_grids import number_plan_grids
from geodata.actions.take_plan_into_force import take_plan_into_force
from geodata.errors import BadParameter, Forbidden, PlanMovedOn, PlanRefused
from geodata.models import BoundaryPlan, PlanSignature, Staff
from geodata.queries.open_plan import plan_for
from geodata.queries.plan_check import plan_findings
from geodata.queries.plan_difference import plan_digest
from geodata.queries.plans import first_free_day
from geodata.rules.plan_flow import PlanState, PlanStep, is_approved, may_sign
from geodata.rules.viewer import Role, Viewer


@transaction.atomic
def check_plan(
    uuid: str | UUID, viewer: Viewer, *, now: datetime
) -> tuple[BoundaryPlan, list[dict[str, Any]]]:
    """The plan, `checked` where nothing blocks it, and what was found."""
    plan = plan_for(PlanStep.CHECK, uuid, viewer)
    found = plan_findings(plan, timezone.localdate(now))
    blocked = any(one["blocking"] for one in found)
    plan.state = (PlanState.DRAFT if blocked else PlanState.CHECKED).value
    plan.changed_at = now
    plan.save(update_fields=["state", "changed_at"])
    return plan, found


@transaction.atomic
def submit_plan(
    uuid: str | UUID, viewer: Viewer, *, user_id: int, revision: int, now: datetime
) -> BoundaryPlan:
    """The plan, frozen with codes and digest. Raises PlanMovedOn for a revision other than the one checked."""
    plan = plan_for(PlanStep.SUBMIT, uuid, viewer)
    if plan.revision != revision:
        raise PlanMovedOn(
            "方案在检查之后又改过，请重新检查再提交。",
            "The plan changed after its check; check it again.",
            revision=plan.revision,
            operations=[],
        )
    number_plan_grids(plan, timezone.localdate(now))
    plan.digest = plan_digest(plan)
    plan.state, plan.submitted_at, plan.changed_at = PlanState.SUBMITTED.value, now, now
    plan.submitted_by = _person(user_id)
    plan.save(update_fields=["digest", "state", "submitted_at", "submitted_by", "changed_at"])
    return plan


@transaction.atomic
def return_plan(uuid: str | UUID, viewer: Viewer, *, now: datetime) -> BoundaryPlan:
    """The plan, a draft again; its signatures stay in the log and count for nothing."""
    plan = plan_for(PlanStep.RETURN, uuid, viewer)
    plan.state, plan.digest, plan.valid_from, plan.changed_at = PlanState.DRAFT.value, "", None, now
    plan.save(update_fields=["state", "digest", "valid_from", "changed_at"])
    return plan


@transaction.atomic
def sign_plan(
    uuid: str | UUID, digest_end: str, viewer: Viewer, *, user_id: int, now: datetime
) -> BoundaryPlan:
    """The plan with one signature more, approved where they suffice.

    digest_end: the last six characters of the digest, typed by whoever signs. Raises BadParameter where they are
    others, Forbidden for the submitter, a role that signed already, or the district before any head.
    """
    plan = plan_for(PlanStep.SIGN, uuid, viewer)
    person = _person(user_id)
    if digest_end.strip().lower() != plan.digest[-6:]:
        raise BadParameter(
            "末六位与摘要不符，请核对后重新输入。", "These are not the last six characters of the digest."
        )
    if plan_digest(plan) != plan.digest:
        raise PlanRefused(
            "方案与摘要不符，请退回重新提交。", "The plan is not what its digest says.", why="digest"
        )
    signed = frozenset(map(Role, plan.signatures.filter(digest=plan.digest).values_list("role", flat=True)))
    submitter = plan.submitted_by_id == person.pk
    if not may_sign(viewer.role, is_submitter=submitter, signed_roles=signed):
        raise Forbidden(
            "现在不能由您签署：提交人不能签自己的方案，先由社区或街道负责人签，再由区级签。",
            "You cannot sign now: never one's own plan; a head of community or subdistrict first, then the district.",
        )
    PlanSignature.objects.create(
        plan=plan, digest=plan.digest, role=viewer.role.value, signed_by=person, signed_at=now
    )
    if is_approved(signed | {viewer.role}):
        plan.state = PlanState.APPROVED.value
    plan.changed_at = now
    plan.save(update_fields=["state", "changed_at"])
    return plan


@transaction.atomic
def schedule_plan(uuid: str | UUID, valid_from: date, viewer: Viewer, *, now: datetime) -> BoundaryPlan:
    """The plan, to come into force on a local day: at once where that is today, later by take_due_plans."""
    plan = plan_for(PlanStep.SCHEDULE, uuid, viewer)
    if valid_from < timezone.localdate(now):
        raise BadParameter("生效日期不能早于今天。", "A plan comes into force today or later.")
    if (free := first_free_day(valid_from)) != valid_from:
        raise BadParameter(
            f"{valid_from} 已有另一个方案生效，一天只能有一个；最近可选 {free}。",
            f"Another plan comes into force on {valid_from}, and a day takes one; the next free day is {free}.",
        )
    plan.state, plan.valid_from, plan.changed_at = PlanState.SCHEDULED.value, valid_from, now
    plan.save(update_fields=["state", "valid_from", "changed_at"])
    return take_plan_into_force(plan.pk, now) if valid_from == timezone.localdate(now) else plan


def _person(user_id: int) -> Staff:
    person = Staff.objects.filter(user_id=user_id).first()
    if person is None:
        raise Forbidden("这个账号没有对应的工作人员。", "This login belongs to no member of staff.")
    return person
