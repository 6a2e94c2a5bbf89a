"""Propose who serves the grids of a plan, or say it for one grid."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import numpy as np
from django.db import transaction
from django.utils import timezone

from geodata.analysis.worker_assignment import assign_workers
from geodata.errors import BadParameter
from geodata.models import BoundaryPlan, PlanGrid, PlanWorker, Staff
from geodata.queries.open_plan import plan_for
from geodata.queries.plan_workers import Staffing, Worker, staffing
from geodata.rules.plan_flow import PlanState, PlanStep
from geodata.rules.staffing import capacity
from geodata.rules.viewer import Role, Viewer

MOST_OF_GRID = 20


@transaction.atomic
def propose_workers(uuid: str | UUID, viewer: Viewer, now: datetime) -> BoundaryPlan:
    """The plan with a worker for every grid of a subdistrict that has workers; earlier proposals are gone.

    Raises NotFound and Forbidden as for any step of a plan.
    """
    plan = plan_for(PlanStep.EDIT, uuid, viewer)
    found = staffing(plan, timezone.localdate(now))
    teams: dict[int | None, list[Worker]] = defaultdict(list)
    for one in found.workers:
        teams[one.subdistrict].append(one)
    PlanWorker.objects.filter(plan=plan).delete()
    for subdistrict, team in teams.items():
        if subdistrict is not None:
            PlanWorker.objects.bulk_create(_named(plan, found, subdistrict, team))
    return _changed(plan, now)


def _named(plan: BoundaryPlan, found: Staffing, subdistrict: int, team: list[Worker]) -> list[PlanWorker]:
    """The rows of one subdistrict."""
    grids = [grid for grid in found.grids if grid["subdistrict"] == subdistrict]
    if not grids:
        return []
    households = np.array([grid["households"] for grid in grids], dtype=np.float64)
    known = np.array([[found.known_by(grid["key"], one) for one in team] for grid in grids], dtype=np.float64)
    share = np.array([capacity(one.full_time) for one in team])
    near = np.array([[grid["community"] in one.communities for one in team] for grid in grids])
    worker = assign_workers(households, known, share, near)
    return [
        PlanWorker(plan=plan, key=grid["key"], staff_id=team[at].staff)
        for grid, at in zip(grids, worker.tolist(), strict=True)
    ]


@transaction.atomic
def name_workers(
    uuid: str | UUID, key: int, workers: Sequence[UUID], viewer: Viewer, now: datetime
) -> BoundaryPlan:
    """The plan with exactly these workers for one of its grids; BadParameter for others than grid workers."""
    plan = plan_for(PlanStep.EDIT, uuid, viewer)
    known = Staff.objects.filter(uuid__in=workers, role=Role.GRID_WORKER.value)
    staff = {one.uuid: one.pk for one in known}
    if (
        len(staff) != len(set(workers))
        or len(workers) > MOST_OF_GRID
        or not PlanGrid.objects.filter(plan=plan, key=key).exists()
    ):
        raise BadParameter(
            f"没有这个网格或网格员，每格最多 {MOST_OF_GRID} 名，请刷新后再选。",
            f"No such grid or grid worker, or more than {MOST_OF_GRID} for a grid; reload and choose again.",
        )
    PlanWorker.objects.filter(plan=plan, key=key).delete()
    PlanWorker.objects.bulk_create(
        PlanWorker(plan=plan, key=key, staff_id=staff[one]) for one in dict.fromkeys(workers)
    )
    return _changed(plan, now)


def _changed(plan: BoundaryPlan, now: datetime) -> BoundaryPlan:
    """A plan whose workers change is to be checked again."""
    plan.revision, plan.changed_at, plan.state = plan.revision + 1, now, PlanState.DRAFT.value
    plan.save(update_fields=["revision", "changed_at", "state"])
    return plan
