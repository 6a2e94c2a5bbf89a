"""The rows of grids and locks that an operation on a plan changes, forwards and backwards."""

from typing import Any

from geodata.models import BoundaryPlan, PlanGrid, PlanLock
from geodata.sql import execute


def apply_grids(plan: BoundaryPlan, steps: dict[str, Any], *, forward: bool) -> None:
    """Grids made and taken away, locks set and taken off, blocks cut; not forward: the other way round."""
    if "cut" in steps:
        execute("hold_cut" if forward else "release_cut", plan=plan.pk, cut=steps["cut"])
    made, dropped = steps.get("made", []), steps.get("dropped", [])
    if not forward:
        made, dropped = dropped, made
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
    for key, on in steps.get("locked", {}).items():
        PlanGrid.objects.filter(plan=plan, key=int(key)).update(locked=on is forward)
    for one, other, on in steps.get("borders", []):
        if on is forward:
            PlanLock.objects.get_or_create(plan=plan, one=one, other=other)
        else:
            PlanLock.objects.filter(plan=plan, one=one, other=other).delete()
