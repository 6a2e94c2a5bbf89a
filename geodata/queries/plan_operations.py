"""Operations of a plan as others are told of them."""

from collections.abc import Iterable
from typing import Any

from geodata.models import PlanOperation
from geodata.rules.plan_verbs import PLAN_VERB_NAMES, PlanVerb


def operation_texts(operations: Iterable[PlanOperation]) -> list[dict[str, Any]]:
    """Number, verb with its names, grids concerned and the revision of each operation."""
    return [
        {
            "number": one.number,
            "revision": one.revision,
            "verb": one.verb,
            "names": list(PLAN_VERB_NAMES[PlanVerb(one.verb)]),
            "community": one.asked.get("community", ""),
            "grids": sorted(touched_keys(one)),
            "blocks": len(one.blocks),
            "undone": one.undone,
            "done_at": one.done_at.isoformat(),
        }
        for one in operations
    ]


def touched_keys(operation: PlanOperation) -> set[int]:
    """The keys of every grid an operation gave blocks, took blocks from, locked or cut a block of."""
    locked = map(int, operation.grids.get("locked", {}))
    beside = (key for one, other, _ in operation.grids.get("borders", []) for key in (one, other))
    return {*operation.before, *operation.after, *locked, *beside, *operation.grids.get("touched", [])}
