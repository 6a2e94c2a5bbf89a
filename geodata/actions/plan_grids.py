"""The rows of grids and locks that an operation on a plan changes, forwards and backwards."""

from collections import defaultdict
from typing import Any

from geodata.models import BoundaryPlan, PlanGrid, PlanLock, PlanWorker, Staff
from geodata.rules.viewer import Role
from geodata.sql import execute


def apply_grids(plan: BoundaryPlan, steps: dict[str, Any], *, forward: bool) -> None:
    """Grids made and taken away, locks set and taken off, blocks cut; not forward: the other way round.

    Notes in the steps who was proposed for the grids that go: they come back with them.
    """
    if "cut" in steps:
        execute("hold_cut" if forward else "release_cut", plan=plan.pk, cut=steps["cut"])
    made, dropped = steps.get("made", []), steps.get("dropped", [])
    if not forward:
        made, dropped = dropped, made
    _note_workers(plan, dropped)
    PlanGrid.objects.filter(plan=plan, key__in=[row["key"] for row in dropped]).delete()
    PlanGrid.objects.bulk_create(
        PlanGrid(
            plan=plan,
            key=row["key"],
            community_id=row["community"],
            area_id=row.get("area"),
            origin_id=row.get("origin"),
            name=row.get("name", ""),
            code=row.get("code", ""),
        )
        for row in made
    )
    _bring_workers(plan, made)
    for key, on in steps.get("locked", {}).items():
        PlanGrid.objects.filter(plan=plan, key=int(key)).update(locked=on is forward)
    for one, other, on in steps.get("borders", []):
        if on is forward:
            PlanLock.objects.get_or_create(plan=plan, one=one, other=other)
        else:
            PlanLock.objects.filter(plan=plan, one=one, other=other).delete()


def _note_workers(plan: BoundaryPlan, dropped: list[dict[str, Any]]) -> None:
    """Each row gets the workers its grid has, ascending."""
    named: dict[int, list[int]] = defaultdict(list)
    rows = PlanWorker.objects.filter(plan=plan, key__in=[row["key"] for row in dropped]) if dropped else []
    for one in rows:
        named[one.key].append(one.staff_id)
    for row in dropped:
        row["workers"] = sorted(named[row["key"]])


def _bring_workers(plan: BoundaryPlan, made: list[dict[str, Any]]) -> None:
    """Proposes those who were, as far as they are grid workers still."""
    named = {row["key"]: row.get("workers", []) for row in made}
    known = Staff.objects.filter(
        pk__in={one for own in named.values() for one in own}, role=Role.GRID_WORKER.value
    )
    still = set(known.values_list("pk", flat=True)) if any(named.values()) else set()
    PlanWorker.objects.bulk_create(
        PlanWorker(plan=plan, key=key, staff_id=one)
        for key, own in named.items()
        for one in own
        if one in still
    )
