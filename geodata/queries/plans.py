"""Boundary plans as planners see them: the list, the tree of one, the operations on it."""

from collections import Counter
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from geodata.errors import NotFound
from geodata.models import Block, BoundaryPlan, PlanOperation
from geodata.queries.plan_operations import operation_texts
from geodata.rules.band_words import BandWord, band_word
from geodata.rules.household_limits import Band, band_of
from geodata.rules.plan_flow import PLAN_READERS, PLAN_STATE_NAMES, PlanState
from geodata.rules.viewer import Viewer
from geodata.sql import rows


def plans(viewer: Viewer) -> list[dict[str, Any]]:
    """All plans, changed last first (1 statement); NotFound for roles that hear of none."""
    if viewer.role not in PLAN_READERS:
        raise NotFound("没有这个页面。", "There is no such page.")
    found = BoundaryPlan.objects.select_related("base", "made_by").order_by("-changed_at")
    return [plan_head(plan) for plan in found]


def seen_plan(uuid: str | UUID, viewer: Viewer) -> BoundaryPlan:
    """The plan, for reading (1 statement); NotFound for an unknown one or a role that hears of none."""
    found = BoundaryPlan.objects.filter(uuid=uuid).first() if viewer.role in PLAN_READERS else None
    if found is None:
        raise NotFound("没有这个划分方案。", "There is no such plan.")
    return found


def plan_head(plan: BoundaryPlan) -> dict[str, Any]:
    """Who a plan is and how it stands."""
    return {
        "uuid": str(plan.uuid),
        "name": plan.name,
        "state": plan.state,
        "state_names": list(PLAN_STATE_NAMES[PlanState(plan.state)]),
        "revision": plan.revision,
        "digest": plan.digest,
        "changed_at": plan.changed_at.isoformat(),
        "valid_from": plan.valid_from.isoformat() if plan.valid_from else None,
    }


def first_free_day(start: date) -> date:
    """The first day from `start` on that no plan comes into force on (1 statement)."""
    fixed = [PlanState.SCHEDULED.value, PlanState.IN_FORCE.value]
    taken = set(
        BoundaryPlan.objects.filter(valid_from__gte=start, state__in=fixed).values_list(
            "valid_from", flat=True
        )
    )
    day = start
    while day in taken:
        day += timedelta(days=1)
    return day


def undo_depth(plan: BoundaryPlan) -> dict[str, int]:
    """How many operations can be undone and done again (1 statement)."""
    undone = Counter(PlanOperation.objects.filter(plan=plan).values_list("undone", flat=True))
    return {"undo": undone[False], "redo": undone[True]}


def plan_tree(plan: BoundaryPlan) -> list[dict[str, Any]]:
    """The communities with their grids, households and how many grids stand where to their band (1 statement)."""
    found = rows("list_plan_communities", plan=plan.pk)
    for community in found:
        for grid in community["grids"]:
            band = band_of_row(grid)
            grid["word"] = band_word(grid["households"], band).value
            grid["band"] = [band.low, band.high] if band else None
            del grid["area_id"]
        words = Counter(grid["word"] for grid in community["grids"])
        community["words"] = {word.value: words[word.value] for word in BandWord}
    return found


def band_of_row(grid: dict[str, Any]) -> Band | None:
    """The band of a row with a grid's type (None: as an urban one) and kind."""
    return band_of(grid["grid_type"] or "urban_general", grid["grid_kind"])


def moved_blocks(operation: PlanOperation, *, forward: bool) -> list[list[int]]:
    """The numbers of the blocks an operation moved, each with the key of its grid now (1 statement)."""
    numbers = dict(Block.objects.filter(pk__in=operation.blocks).values_list("pk", "number"))
    keys = operation.after if forward else operation.before
    return [[numbers[block], key] for block, key in zip(operation.blocks, keys, strict=True)]


def operations_since(plan: BoundaryPlan, revision: int) -> list[dict[str, Any]]:
    """The operations done or undone after a revision, in the order of their happening (1 statement)."""
    return operation_texts(plan.operations.filter(revision__gt=revision).order_by("revision"))
