"""Cut a block of a plan along a line, as an operation that is undone like any other."""

from datetime import datetime
from typing import NoReturn
from uuid import UUID

import numpy as np
import shapely
from django.db import transaction

from geodata.actions.change_plan import Changed, not_moved_on, store_operation
from geodata.actions.make_block_cut import Around, make_block_cut
from geodata.analysis.block_cut import Cut, cut_block
from geodata.analysis.plan_moves import Why
from geodata.errors import BadParameter, PlanRefused
from geodata.models import BoundaryPlan, PlanBlock, PlanGrid, PlanOperation, Staff
from geodata.queries.open_plan import community_of, plan_for
from geodata.rules.plan_flow import PlanStep
from geodata.rules.plan_refusals import refusal_text
from geodata.rules.plan_verbs import Asked, PlanVerb
from geodata.rules.viewer import Viewer
from geodata.sql import rows


@transaction.atomic
def cut_plan_block(
    uuid: str | UUID, asked: Asked, revision: int, viewer: Viewer, *, user_id: int, now: datetime
) -> Changed:
    """The plan with the block cut along the line, both sides in the grid it was in.

    Raises PlanRefused where the line cuts nothing, leaves a sliver or would change other blocks, or the grid is locked;
    PlanMovedOn, NotFound, Forbidden and BadParameter as change_plan does.
    """
    plan = plan_for(PlanStep.EDIT, uuid, viewer)
    around = _around(plan, asked)
    own = around.rows[around.own]
    if PlanGrid.objects.filter(plan=plan, key=own["key"], locked=True).exists():
        _refuse(Why.LOCKED_GRID.value, own["key"], asked)
    found = cut_block(around.shapes[around.own], np.delete(around.shapes, around.own), asked.line)
    if not isinstance(found, Cut):
        _refuse(found.value, own["key"], asked)
    touched = _touched(around, found)
    not_moved_on(plan, revision, touched)
    person = Staff.objects.filter(user_id=user_id).first()
    cut = make_block_cut(plan.version_id, around, found, person, now)
    operation = PlanOperation(
        plan=plan,
        verb=PlanVerb.CUT.value,
        asked={"community": asked.community, "block": asked.blocks[0], "line": [list(one) for one in asked.line]},
        blocks=[],
        before=[],
        after=[],
        grids={"cut": cut.pk, "touched": sorted(touched)},
        done_by=person,
        done_at=now,
    )  # fmt: skip
    store_operation(plan, operation)
    return Changed(plan, operation)


def _around(plan: BoundaryPlan, asked: Asked) -> Around:
    """The block that is asked for with those around it; BadParameter where its community has no such block."""
    community = community_of(asked.community)
    block = PlanBlock.objects.filter(plan=plan, community=community, block__number=asked.blocks[0]).first()
    if block is None:
        raise BadParameter(
            "操作里有本社区没有的街块，请刷新后再画。",
            "The operation names a block this community does not have; reload and draw again.",
        )
    found = rows("list_blocks_around", plan=plan.pk, block=block.block_id)
    shapes = np.array(shapely.from_wkb([bytes(row["outline"]) for row in found]), dtype=object)
    own = next(place for place, row in enumerate(found) if row["id"] == block.block_id)
    return Around(found, shapes, own)


def _touched(around: Around, cut: Cut) -> set[int]:
    """The grids of the block and of its neighbours that get a corner more: all of these blocks have new numbers."""
    beside = [row["key"] for place, row in enumerate(around.rows) if place != around.own]
    return {around.rows[around.own]["key"], *(beside[place] for place in cut.redrawn)}


def _refuse(why: str, key: int, asked: Asked) -> NoReturn:
    zh, en = refusal_text(why, 1)
    raise PlanRefused(zh, en, why=why, grids=[key], blocks=list(asked.blocks))
