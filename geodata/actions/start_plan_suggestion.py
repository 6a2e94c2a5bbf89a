"""Ask for suggested divisions of a plan, or stop the search."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from geodata.errors import BadParameter, Forbidden
from geodata.models import PlanSuggestion
from geodata.queries.open_plan import plan_for
from geodata.queries.plan_ground import scope_of
from geodata.queries.plan_suggestions import suggestion
from geodata.rules.plan_flow import PlanStep, may_take
from geodata.rules.plan_suggestions import SILENT_MINUTES, SUBDIVISION
from geodata.rules.viewer import Viewer

UNDER_WAY = ("waiting", "working")


@transaction.atomic
def start_plan_suggestion(
    uuid: str | UUID, scope: str, viewer: Viewer, *, user_id: int, now: datetime, subdivide: bool = False
) -> PlanSuggestion:
    """The search, waiting for its worker. subdivide: it works out one division and takes it at its end.

    Raises NotFound for an unknown plan or area, Forbidden for a role or a state that may not draw or while another
    search for the plan runs, BadParameter for an area without blocks.
    """
    plan = plan_for(PlanStep.EDIT, uuid, viewer)
    where = scope_of(scope)
    if not plan.blocks.filter(community_id__in=where.communities).exists():
        raise BadParameter(
            f"{where.area.name}在这份方案里没有街块。", f"{where.area.name} has no blocks in this plan."
        )
    heard = now - timedelta(minutes=SILENT_MINUTES)
    if PlanSuggestion.objects.filter(plan=plan, state__in=UNDER_WAY, changed_at__gt=heard).exists():
        raise Forbidden(
            "这份方案正在计算建议，请等它结束或先停止它。",
            "Suggestions for this plan are being worked out; wait for them or stop the search.",
        )
    return PlanSuggestion.objects.create(
        plan=plan,
        scope=scope,
        revision=plan.revision,
        wanted=SUBDIVISION if subdivide else "",
        by_id=user_id or None,
        created_at=now,
        changed_at=now,
    )


def stop_plan_suggestion(plan: str | UUID, uuid: UUID, viewer: Viewer, now: datetime) -> PlanSuggestion:
    """The search, told to stop; one that has ended stays as it is. Raises NotFound, Forbidden for who may not draw."""
    found = suggestion(plan, uuid, viewer)
    if not may_take(PlanStep.EDIT, viewer.role):
        raise Forbidden("您的账号不能做这一步。", "Your account may not do this.")
    PlanSuggestion.objects.filter(pk=found.pk, state__in=UNDER_WAY).update(state="stopped", changed_at=now)
    found.refresh_from_db()
    return found
