"""Undo a plan's last operation, or do the last undone one again."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from geodata.actions.change_plan import Changed
from geodata.actions.plan_grids import apply_grids
from geodata.errors import PlanRefused
from geodata.models import PlanOperation
from geodata.queries.open_plan import plan_for
from geodata.rules.plan_flow import PlanState, PlanStep
from geodata.rules.viewer import Viewer
from geodata.sql import execute


@transaction.atomic
def undo_plan(uuid: str | UUID, viewer: Viewer, *, now: datetime) -> Changed:
    """The plan without its last operation; PlanRefused where there is none left."""
    return _step(uuid, viewer, now, forward=False)


@transaction.atomic
def redo_plan(uuid: str | UUID, viewer: Viewer, *, now: datetime) -> Changed:
    """The plan with the operation undone last; PlanRefused where nothing is undone."""
    return _step(uuid, viewer, now, forward=True)


def _step(uuid: str | UUID, viewer: Viewer, now: datetime, *, forward: bool) -> Changed:
    plan = plan_for(PlanStep.EDIT, uuid, viewer)
    operations = PlanOperation.objects.filter(plan=plan, undone=forward)
    one = operations.order_by("number" if forward else "-number").first()
    if one is None:
        zh, en = ("重做", "redo") if forward else ("撤销", "undo")
        raise PlanRefused(f"没有可以{zh}的操作。", f"Nothing to {en}.", why="nothing")
    apply_grids(plan, one.grids, forward=forward)
    execute("assign_plan_blocks", plan=plan.pk, blocks=one.blocks, keys=one.after if forward else one.before)
    plan.revision, plan.changed_at, plan.state = plan.revision + 1, now, PlanState.DRAFT.value
    plan.save(update_fields=["revision", "changed_at", "state"])
    one.undone, one.revision = not forward, plan.revision
    one.save(update_fields=["undone", "revision", "grids"])
    return Changed(plan, one)
