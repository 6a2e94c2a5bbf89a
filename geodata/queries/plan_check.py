"""Whether a plan may be submitted: what blocks it, and what somebody should look at."""

from dataclasses import asdict, dataclass
from typing import Any

from geodata.models import BoundaryPlan
from geodata.queries.plan_pieces import broken_grids
from geodata.queries.plans import plan_tree
from geodata.rules.band_words import BandWord
from geodata.sql import rows


@dataclass(frozen=True)
class Finding:
    """Something about a plan: blocking or not, where, how much, in both languages."""

    code: str
    blocking: bool
    community: str
    grid: int | None
    measure: float
    zh: str
    en: str


def plan_findings(plan: BoundaryPlan) -> list[dict[str, Any]]:
    """The findings, blocking ones first (2 statements and one a community that needs a closer look)."""
    found = [*_broken(plan), *_uncovered(plan), *_outside_band(plan)]
    return [asdict(one) for one in sorted(found, key=lambda one: (not one.blocking, one.community))]


def _broken(plan: BoundaryPlan) -> list[Finding]:
    return [
        Finding(
            "pieces", True, community, grid, pieces,
            f"网格分成了 {pieces} 块，应连成一块。请把零散的街块并入相邻网格。",
            f"The grid is in {pieces} pieces; it should be one. Give the loose blocks to a neighbour.",
        )
        for community, grid, pieces in broken_grids(plan)
    ]  # fmt: skip


def _uncovered(plan: BoundaryPlan) -> list[Finding]:
    """Communities whose blocks are not their own outline, by more than a square metre."""
    return [
        Finding(
            "outline", True, row["community"], None, round(row["differing_m2"], 2),
            f"街块合起来与社区边界相差 {row['differing_m2']:.2f} 平方米。请重新生成街块。",
            f"The blocks and the community's border differ by {row['differing_m2']:.2f} m². Make the blocks anew.",
        )
        for row in rows("list_plan_outline_faults", plan=plan.pk)
    ]  # fmt: skip


def _outside_band(plan: BoundaryPlan) -> list[Finding]:
    found = []
    for community in plan_tree(plan):
        for grid in community["grids"]:
            if grid["word"] in {BandWord.BELOW, BandWord.ABOVE}:
                low, high = grid["band"]
                found.append(
                    Finding(
                        grid["word"],
                        False,
                        community["code"],
                        grid["key"],
                        grid["households"],
                        f"{grid['households']} 户，应为 {low:.0f}–{high:.0f} 户。",
                        f"{grid['households']} households; {low:.0f}–{high:.0f} are meant.",
                    )
                )
    return found
