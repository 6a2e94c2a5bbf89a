"""Whether a plan may be submitted: what blocks it, and what somebody should look at."""

from dataclasses import asdict, dataclass
from datetime import date
from functools import lru_cache
from math import ceil
from typing import Any

from geodata.models import BoundaryPlan, BoundaryVersion
from geodata.queries.plan_pieces import LoosePiece, loose_pieces
from geodata.queries.plans import plan_tree
from geodata.rules.band_words import BandWord
from geodata.rules.levels import Level
from geodata.sql import rows


@dataclass(frozen=True)
class Finding:
    """Something about a plan: blocking or not, where, how much, in both languages; repair: an operation that mends it."""

    code: str
    blocking: bool
    community: str
    grid: int | None
    measure: float
    zh: str
    en: str
    repair: dict[str, Any] | None = None


def plan_findings(plan: BoundaryPlan, today: date) -> list[dict[str, Any]]:
    """The findings, blocking ones first (4 statements, one more the first time, and one a community that needs a closer look)."""
    found = [*_broken(plan), *_uncovered(plan, today), *_outside_band(plan)]
    return [asdict(one) for one in sorted(found, key=lambda one: (not one.blocking, one.community))]


def _broken(plan: BoundaryPlan) -> list[Finding]:
    """Loose pieces, each with the operation that gives it to a neighbour."""
    return [
        Finding(
            "pieces", True, one.community, one.grid, one.households,
            f"有 {len(one.blocks)} 个街块（{one.households} 户）与网格的其余部分不相连，请并入相邻网格。",
            f"{len(one.blocks)} blocks ({one.households} households) lie apart from their grid; "
            "give them to a neighbour.",
            _given_to_neighbour(one),
        )
        for one in loose_pieces(plan)
    ]  # fmt: skip


def _given_to_neighbour(piece: LoosePiece) -> dict[str, Any] | None:
    """The operation that gives a loose piece to its neighbour; None where it has none."""
    if piece.neighbour is None:
        return None
    return {"verb": "assign", "grid": piece.neighbour, "blocks": piece.blocks}


def _uncovered(plan: BoundaryPlan, today: date) -> list[Finding]:
    """Communities whose blocks are not their own outline, by more than a square metre."""
    in_force = BoundaryVersion.objects.filter(
        status="published", area__level=Level.COMMUNITY.value, valid__contains=today
    )
    borders = tuple(in_force.order_by("pk").values_list("pk", flat=True))
    return [
        Finding(
            "outline", True, community, None, round(differing_m2, 2),
            f"街块合起来与社区边界相差 {differing_m2:.2f} 平方米。请重新生成街块。",
            f"The blocks and the community's border differ by {differing_m2:.2f} m². Make the blocks anew.",
        )
        for community, differing_m2 in _outline_faults(plan.version_id, borders)
    ]  # fmt: skip


@lru_cache(maxsize=8)
def _outline_faults(version_id: int, borders: tuple[int, ...]) -> tuple[tuple[str, float], ...]:
    """Communities and m²; kept, since sealed blocks and published borders never change, and a cut keeps its block's ground."""
    found = rows("list_plan_outline_faults", version=version_id, borders=list(borders))
    return tuple((row["community"], row["differing_m2"]) for row in found)


def forget_outlines() -> None:
    """Compare them anew next time: for tests, whose transactions are rolled back."""
    _outline_faults.cache_clear()


def _split_evenly(key: int, households: int, low: float, high: float) -> dict[str, Any] | None:
    """The operation that splits a grid into parts near the middle of its band; None where parts would be below it."""
    parts = max(
        2, ceil(households / high), min(int(2 * households / (low + high) + 0.5), int(households / low))
    )
    return {"verb": "split_parts", "grid": key, "parts": parts} if households / parts >= low else None


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
                        f"{grid['households']:,} 户，应为 {low:.0f}–{high:.0f} 户。",
                        f"{grid['households']:,} households; {low:.0f}–{high:.0f} are meant.",
                        _split_evenly(grid["key"], grid["households"], low, high),
                    )
                )
    return found
