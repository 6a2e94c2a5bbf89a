"""Begin a boundary plan, from the grids in force or from another plan."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from geodata.errors import BadParameter, Forbidden, NotFound
from geodata.models import BlockVersion, BoundaryPlan, Staff
from geodata.rules.plan_flow import PlanState, PlanStep, may_take
from geodata.rules.viewer import Viewer
from geodata.sql import execute

LONGEST_NAME = 80


@transaction.atomic
def make_plan(
    name: str, viewer: Viewer, *, user_id: int, now: datetime, base: str | UUID | None = None
) -> BoundaryPlan:
    """A draft in which every block has a grid: as now in force, or as in the base plan.

    Raises Forbidden for roles that do not draw, BadParameter without a name or where no blocks are made yet,
    NotFound for an unknown base.
    """
    if not may_take(PlanStep.EDIT, viewer.role):
        raise Forbidden(
            "只有网格规划员和区级管理员可以起草划分方案。", "Only planners and district admins draw plans."
        )
    if not name.strip() or len(name) > LONGEST_NAME:
        raise BadParameter(
            f"方案名称应为 1 到 {LONGEST_NAME} 个字。", f"A plan's name has 1 to {LONGEST_NAME} characters."
        )
    above = _base(base) if base else None
    plan = BoundaryPlan.objects.create(
        name=name.strip(),
        version=above.version if above else _latest_version(),
        base=above,
        made_by=Staff.objects.filter(user_id=user_id).first(),
        made_at=now,
        changed_at=now,
    )
    cut = above or BoundaryPlan.objects.filter(version=plan.version, state=PlanState.IN_FORCE.value).first()
    if cut:
        # Borders in force may run through blocks that their plan had cut.
        execute("copy_plan_cuts", plan=plan.pk, base=cut.pk)
    if above:
        execute("copy_plan_grids", plan=plan.pk, base=above.pk)
        execute("copy_plan_blocks", plan=plan.pk, base=above.pk)
    else:
        today = timezone.localdate(now)
        execute("make_plan_grids", plan=plan.pk, version=plan.version_id, today=today)
        execute("make_plan_blocks", plan=plan.pk, today=today)
        execute("drop_empty_plan_grids", plan=plan.pk)
    execute("refresh_plan_statistics")
    return plan


def _base(uuid: str | UUID) -> BoundaryPlan:
    found = BoundaryPlan.objects.filter(uuid=uuid).select_related("version").first()
    if found is None:
        raise NotFound("没有这个划分方案。", "There is no such plan.")
    return found


def _latest_version() -> BlockVersion:
    found = BlockVersion.objects.filter(sealed_at__isnull=False).order_by("-made_at").first()
    if found is None:
        raise BadParameter(
            "还没有生成基本街块：请先运行 refresh_blocks，再起草方案。",
            "There are no blocks yet: run refresh_blocks first, then draw a plan.",
        )
    return found
