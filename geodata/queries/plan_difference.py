"""What a plan changes against what is in force, and the digest people sign."""

import hashlib
import json
from datetime import date, timedelta
from typing import Any

from django.db.models import Count
from django.utils import timezone

from geodata.models import Block, BoundaryPlan, PlanBlock, PlanWorker
from geodata.rules.plan_flow import PlanState
from geodata.rules.small_numbers import rounded_to_five
from geodata.sql import rows

_SUMMED = ("blocks", "households", "buildings", "events", "points", "workers")


def day_before(plan: BoundaryPlan, today: date) -> date:
    """The day whose grids a plan is compared with: today, or for one that came into force the day before that."""
    came = plan.valid_from if plan.state in {PlanState.IN_FORCE.value, PlanState.SUPERSEDED.value} else None
    return came - timedelta(days=1) if came else today


def plan_effects(plan: BoundaryPlan, today: date) -> dict[str, Any]:
    """The change by community and in sum; people in care as one number for the plan, to five (1 statement)."""
    communities = rows("list_plan_effects", plan=plan.pk, today=day_before(plan, today))
    subjects = sum(row.pop("subjects") for row in communities)
    total = {name: sum(row[name] for row in communities) for name in _SUMMED}
    for name in ("kept", "new", "retired"):
        total[name] = sum(len(row[name]) for row in communities)
    return {"communities": communities, "total": total | {"subjects": rounded_to_five(subjects)}}


def plan_signatures(plan: BoundaryPlan) -> list[dict[str, Any]]:
    """Who signed the present digest, in order (1 statement)."""
    found = plan.signatures.filter(digest=plan.digest).select_related("signed_by").order_by("signed_at")
    return [
        {
            "role": one.role,
            "name": one.signed_by.name,
            "signed_at": timezone.localtime(one.signed_at).isoformat(),
        }
        for one in found
    ]


def plan_proposals(plan: BoundaryPlan) -> dict[str, int]:
    """How many grids have workers proposed for them, and how many workers these are (1 statement)."""
    return PlanWorker.objects.filter(plan=plan).aggregate(
        grids=Count("key", distinct=True), workers=Count("staff", distinct=True)
    )


def plan_digest(plan: BoundaryPlan) -> str:
    """SHA-256 of the whole division a plan makes: every block with the code of its grid, and who will serve the grids.

    Whoever signs it signs the difference too: what is in force is known.
    """
    return hashlib.sha256(digest_text(plan).encode()).hexdigest()


def digest_text(plan: BoundaryPlan) -> str:
    """What the digest is of, as one line of JSON: anybody can hash it again (4 statements).

    workers: code of a grid and uuid of a grid worker proposed for it, ascending. cuts: number, number of the parent and
    outline (WKB in hex, metres of MEASURE) of each block the plan's cuts made.
    """
    placed = PlanBlock.objects.filter(plan=plan).order_by("block__number").values_list("block__number", "key")
    codes = {grid.key: grid.code for grid in plan.grids.all()}
    body = {
        "plan": str(plan.uuid),
        "blocks": plan.version.source,
        "grids": [[number, codes[key]] for number, key in placed],
    }
    named = PlanWorker.objects.filter(plan=plan).values_list("key", "staff__uuid")
    workers = sorted([codes[key], str(worker)] for key, worker in named)
    made = Block.objects.filter(cut__plans__plan=plan).order_by("number").select_related("parent")
    cuts = [[one.number, one.parent.number, one.geom.hex.decode()] for one in made if one.parent]
    more = {name: told for name, told in (("workers", workers), ("cuts", cuts)) if told}
    return json.dumps(body | more, separators=(",", ":"))
