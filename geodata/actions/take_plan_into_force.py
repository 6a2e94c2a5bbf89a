"""Bring a scheduled plan into force: borders, codes, lineage and everything that lies in the grids, in one transaction."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from geodata.actions.classify_grids import classify_grids
from geodata.actions.place_again import place_again
from geodata.errors import PlanRefused
from geodata.models import Area, BoundaryPlan, GridLineage, PlanGrid
from geodata.queries.plan_difference import plan_digest
from geodata.rules.levels import Level
from geodata.rules.plan_flow import PlanState
from geodata.sql import execute, rows


def take_due_plans(now: datetime) -> list[BoundaryPlan]:
    """The plans whose day has come, oldest first, each now in force."""
    today = timezone.localdate(now)
    due = BoundaryPlan.objects.filter(state=PlanState.SCHEDULED.value, valid_from__lte=today)
    return [take_plan_into_force(pk, now) for pk in due.order_by("valid_from").values_list("pk", flat=True)]


@transaction.atomic
def take_plan_into_force(pk: int, now: datetime) -> BoundaryPlan:
    """The plan, in force from its day; nothing of it where anything fails.

    Open events, buildings, points and people in care go to their new grids, staff go with their grids; past events
    keep the grid of their time. Raises PlanRefused where the plan is no longer what was signed.
    """
    plan = BoundaryPlan.objects.select_for_update().get(pk=pk)
    if plan.state != PlanState.SCHEDULED.value or plan.valid_from is None:
        raise PlanRefused("方案没有排定生效日期。", "The plan is not scheduled.", why="state")
    if plan_digest(plan) != plan.digest:
        raise PlanRefused(
            "方案与签署的摘要不符，未生效。",
            "The plan is not what was signed; nothing was done.",
            why="digest",
        )
    day = plan.valid_from
    shares = rows("list_plan_shares", plan=plan.pk, today=day)
    _make_areas(plan)
    execute("close_grid_boundaries", plan=plan.pk, day=day)
    execute("publish_plan_boundaries", plan=plan.pk, day=day)
    _note_lineage(plan, shares)
    BoundaryPlan.objects.filter(state=PlanState.IN_FORCE.value).update(state=PlanState.SUPERSEDED.value)
    plan.state, plan.changed_at = PlanState.IN_FORCE.value, now
    plan.save(update_fields=["state", "changed_at"])
    _rehome(plan, day)
    classify_grids(now)
    return plan


def _make_areas(plan: BoundaryPlan) -> None:
    """Areas for the grids that are new."""
    fresh = list(PlanGrid.objects.filter(plan=plan, area=None).order_by("code"))
    made = Area.objects.bulk_create(
        Area(level=Level.GRID.value, code=grid.code, name=grid.name, parent_id=grid.community_id)
        for grid in fresh
    )
    for grid, area in zip(fresh, made, strict=True):
        grid.area = area
    PlanGrid.objects.bulk_update(fresh, ["area"], batch_size=500)


def _note_lineage(plan: BoundaryPlan, shares: list[dict[str, Any]]) -> None:
    areas = dict(PlanGrid.objects.filter(plan=plan).values_list("key", "area_id"))
    GridLineage.objects.bulk_create(
        GridLineage(
            plan=plan,
            old_id=row["old_id"],
            new_id=areas[row["key"]],
            households=row["households"],
            blocks=row["blocks"],
            area_m2=row["area_m2"],
        )
        for row in shares
        if row["old_id"]
    )


def _rehome(plan: BoundaryPlan, day: date) -> None:
    """Everything in the grids whose border changed finds its new one."""
    place_again(rows("read_plan_changes", plan=plan.pk, day=day)[0]["boxes"], day, past_events=False)
    execute("rehome_open_events", plan=plan.pk)
    execute("rehome_care")
    execute("rehome_staff", plan=plan.pk)
    execute("settle_plan_workers", plan=plan.pk)
