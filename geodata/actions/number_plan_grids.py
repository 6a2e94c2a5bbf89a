"""Give the grids of a plan their codes: the larger part keeps the old one, the others get new numbers."""

from collections import defaultdict
from datetime import date
from typing import Any

from geodata.errors import PlanRefused
from geodata.models import BoundaryPlan, PlanGrid
from geodata.rules.grid_codes import GRID_DIGITS, Share, kept_codes, new_codes
from geodata.sql import rows


def number_plan_grids(plan: BoundaryPlan, today: date) -> None:
    """Codes, names and the grids in force they go on from, written on every grid of the plan (3 statements and a write).

    Raises PlanRefused where a community has no numbers left.
    """
    places: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows("list_plan_grid_places", plan=plan.pk):
        places[row["community"]].append(row)
    areas, kept = _kept(plan, today)
    grids = {grid.key: grid for grid in PlanGrid.objects.filter(plan=plan)}
    for community, found in places.items():
        codes = {row["key"]: kept[row["key"]] for row in found if row["key"] in kept}
        fresh = {row["key"]: (row["x"], row["y"]) for row in found if row["key"] not in kept}
        try:
            codes |= new_codes(community, fresh, found[0]["used"])
        except ValueError as error:
            raise PlanRefused(
                f"社区 {community} 的三位网格编号已用完。", f"Grid numbers are used up: {error}.", why="codes"
            ) from None
        for row in found:
            grid = grids[row["key"]]
            grid.code, grid.area_id = codes[row["key"]], areas.get(codes[row["key"]])
            grid.name = f"{row['name']}{grid.code[-GRID_DIGITS:]}网格"
    # Codes change places between grids: first nobody has any.
    PlanGrid.objects.filter(plan=plan).update(area=None)
    PlanGrid.objects.bulk_update(grids.values(), ["code", "area", "name"], batch_size=500)


def _kept(plan: BoundaryPlan, today: date) -> tuple[dict[str, int], dict[int, str]]:
    """The ids of grids in force by code, and which code each grid of the plan keeps."""
    found = rows("list_plan_shares", plan=plan.pk, today=today)
    old = [row for row in found if row["old_code"]]
    shares = [Share(row["old_code"], row["key"], row["households"], row["area_m2"]) for row in old]
    return {row["old_code"]: row["old_id"] for row in old}, kept_codes(shares)
