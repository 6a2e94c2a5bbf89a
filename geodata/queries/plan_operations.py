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
            "grids": sorted({*one.before, *one.after, *map(int, one.grids.get("locked", {}))}),
            "blocks": len(one.blocks),
            "undone": one.undone,
            "done_at": one.done_at.isoformat(),
        }
        for one in operations
    ]
