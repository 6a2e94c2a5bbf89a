"""The codes the grids of a plan have, or would get by the rule if it were submitted now."""

from collections import defaultdict
from datetime import date
from typing import Any

from geodata.errors import PlanRefused
from geodata.models import BoundaryPlan
from geodata.rules.grid_codes import Share, kept_codes, new_codes
from geodata.sql import rows


def planned_codes(plan: BoundaryPlan, today: date) -> dict[int, str]:
    """The code of each grid by its key: given at the submission, before it by the rule (1 or 2 statements).

    The larger part of a grid keeps its code, new ones are numbered above every number the community ever had.
    Raises PlanRefused where a community has no numbers left.
    """
    given = dict(plan.grids.exclude(code="").values_list("key", "code"))
    return (
        given
        if plan.digest and given
        else codes_by_rule(plan, rows("list_plan_shares", plan=plan.pk, today=today))
    )


def codes_by_rule(plan: BoundaryPlan, shares: list[dict[str, Any]]) -> dict[int, str]:
    """The code the rule gives each grid; shares: rows of list_plan_shares (1 statement)."""
    old = [
        Share(row["old_code"], row["key"], row["households"], row["area_m2"])
        for row in shares
        if row["old_code"]
    ]
    kept = kept_codes(old)
    places: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows("list_plan_grid_places", plan=plan.pk):
        places[row["community"]].append(row)
    codes = dict(kept)
    for community, found in places.items():
        fresh = {row["key"]: (row["x"], row["y"]) for row in found if row["key"] not in kept}
        try:
            codes |= new_codes(community, fresh, found[0]["used"])
        except ValueError as error:
            raise PlanRefused(
                f"社区 {community} 的三位网格编号已用完。", f"Grid numbers are used up: {error}.", why="codes"
            ) from None
    return codes
