"""Give the grids of a plan their codes: the larger part keeps the old one, the others get new numbers."""

from datetime import date

from geodata.models import BoundaryPlan, PlanGrid
from geodata.queries.plan_codes import codes_by_rule
from geodata.rules.grid_codes import GRID_DIGITS
from geodata.sql import rows


def number_plan_grids(plan: BoundaryPlan, today: date) -> None:
    """Codes, names and the grids in force they go on from, written on every grid of the plan (4 statements and a write).

    Raises PlanRefused where a community has no numbers left.
    """
    shares = rows("list_plan_shares", plan=plan.pk, today=today)
    areas = {row["old_code"]: row["old_id"] for row in shares if row["old_code"]}
    codes = codes_by_rule(plan, shares)
    grids = list(PlanGrid.objects.filter(plan=plan).select_related("community"))
    for grid in grids:
        grid.code, grid.area_id = codes[grid.key], areas.get(codes[grid.key])
        grid.name = f"{grid.community.name}{grid.code[-GRID_DIGITS:]}网格"
    # Codes change places between grids: first nobody has any.
    PlanGrid.objects.filter(plan=plan).update(area=None)
    PlanGrid.objects.bulk_update(grids, ["code", "area", "name"], batch_size=500)
