"""Do one operation on a boundary plan: checked on the blocks, written with its inverse, merged with what others did."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from geodata.actions.plan_grids import apply_grids
from geodata.actions.plan_meaning import grid_steps, meant_move
from geodata.analysis.plan_moves import Locks, Moved, Refused, Why
from geodata.errors import BadParameter, PlanMovedOn, PlanRefused
from geodata.models import BoundaryPlan, PlanGrid, PlanLock, PlanOperation, Staff
from geodata.queries.open_plan import community_of, plan_for
from geodata.queries.plan_community import PlanCommunity, plan_community
from geodata.queries.plan_operations import operation_texts, touched_keys
from geodata.rules.plan_flow import PlanState, PlanStep
from geodata.rules.plan_refusals import refusal_text
from geodata.rules.plan_verbs import Asked, PlanVerb
from geodata.rules.viewer import Viewer
from geodata.sql import execute, rows


@dataclass(frozen=True)
class Changed:
    """The plan after a step, and the operation that was done or taken back."""

    plan: BoundaryPlan
    operation: PlanOperation


@transaction.atomic
def change_plan(
    uuid: str | UUID, asked: Asked, revision: int, viewer: Viewer, *, user_id: int, now: datetime
) -> Changed:
    """What changed. revision: the one the operation was drawn on.

    Raises PlanRefused with the reason and the blocks in the way; PlanMovedOn where somebody has changed the same
    grids since; NotFound and Forbidden as for any step of a plan; BadParameter for unknown blocks or grids.
    """
    plan = plan_for(PlanStep.EDIT, uuid, viewer)
    place = plan_community(plan.pk, plan.version_id, community_of(asked.community).pk)
    grids = {grid.key: grid for grid in PlanGrid.objects.filter(plan=plan, community_id=place.community_id)}
    _known(asked, place, grids)
    if asked.verb in _LOCKING:
        told, steps = _NO_MOVE, _lock_steps(asked, plan, grids)
    else:
        told = _move(asked, plan, place, grids)
        steps = grid_steps(told, place, grids)
    not_moved_on(plan, revision, set(told.grids) | {asked.grid, asked.other} - {0})
    operation = PlanOperation(
        plan=plan,
        verb=asked.verb.value,
        asked=_asked_json(asked),
        blocks=place.ids[list(told.blocks)].tolist(),
        before=list(told.before),
        after=list(told.after),
        grids=steps,
        done_by=Staff.objects.filter(user_id=user_id).first(),
        done_at=now,
    )
    store_operation(plan, operation)
    return Changed(plan, operation)


_LOCKING = {
    PlanVerb.LOCK_GRID,
    PlanVerb.UNLOCK_GRID,
    PlanVerb.LOCK_BORDER,
    PlanVerb.UNLOCK_BORDER,
}
_NO_MOVE = Moved((), (), ())
# Where an operation keeps the grids of the undone ones it put an end to, with the revision each was undone at.
_FORGOTTEN = "forgotten"


def _known(asked: Asked, place: PlanCommunity, grids: dict[int, PlanGrid]) -> None:
    """Refuses grids and blocks the community does not have."""
    unknown = {asked.grid, asked.other} - {0} - grids.keys()
    missing = place.positions_of(asked.blocks) is None
    if unknown or missing or not len(place.ids):
        raise BadParameter(
            "操作里有本社区没有的网格或街块，请刷新后再画。",
            "The operation names grids or blocks this community does not have; reload and draw again.",
        )


def _move(asked: Asked, plan: BoundaryPlan, place: PlanCommunity, grids: dict[int, PlanGrid]) -> Moved:
    locks = Locks(
        frozenset(key for key, grid in grids.items() if grid.locked),
        frozenset(PlanLock.objects.filter(plan=plan).values_list("one", "other")),
    )
    told = meant_move(asked, place, locks, rows("read_next_plan_key", plan=plan.pk)[0]["key"])
    if isinstance(told, Refused):
        zh, en = refusal_text(told.why, len(told.blocks))
        numbers = place.numbers[list(told.blocks)].tolist()
        raise PlanRefused(zh, en, why=told.why.value, grids=list(told.grids), blocks=numbers)
    return told


def _lock_steps(asked: Asked, plan: BoundaryPlan, grids: dict[int, PlanGrid]) -> dict[str, Any]:
    """The lock that is set or taken off; refused where that is so already."""
    on = asked.verb in {PlanVerb.LOCK_GRID, PlanVerb.LOCK_BORDER}
    if asked.verb in {PlanVerb.LOCK_GRID, PlanVerb.UNLOCK_GRID}:
        if not asked.grid or grids[asked.grid].locked is on:
            _refuse_nothing(asked)
        return {"locked": {str(asked.grid): on}}
    pair = sorted((asked.grid, asked.other))
    if 0 in pair or pair[0] == pair[1]:
        _refuse_nothing(asked)
    if PlanLock.objects.filter(plan=plan, one=pair[0], other=pair[1]).exists() is on:
        _refuse_nothing(asked)
    return {"borders": [[*pair, on]]}


def _refuse_nothing(asked: Asked) -> None:
    zh, en = refusal_text(Why.NOTHING, 0)
    raise PlanRefused(zh, en, why=Why.NOTHING.value, grids=[asked.grid], blocks=[])


def not_moved_on(plan: BoundaryPlan, revision: int, touched: set[int]) -> None:
    """Refuses where an operation since the given revision touches the same grids."""
    missing = list(PlanOperation.objects.filter(plan=plan, revision__gt=revision).order_by("revision"))
    if any(touched & (touched_keys(one) | _forgotten(one, revision)) for one in missing):
        raise PlanMovedOn(
            "您画的时候，别人改动了同样的网格。已取回最新的样子，请再画一次。",
            "Others changed the same grids meanwhile. The latest state is here; draw again.",
            revision=plan.revision,
            operations=operation_texts(missing),
        )


def _forgotten(operation: PlanOperation, revision: int) -> set[int]:
    """The keys of grids of operations that were undone after a revision and that this operation put an end to."""
    return {
        int(key) for key, undone_at in operation.grids.get(_FORGOTTEN, {}).items() if undone_at > revision
    }


def store_operation(plan: BoundaryPlan, operation: PlanOperation) -> None:
    """Write the operation and everything it changes; what was undone before it can no longer be redone."""
    undone = plan.operations.filter(undone=True)
    forgotten: dict[str, int] = {}
    for one in undone.order_by("revision"):
        forgotten |= one.grids.get(_FORGOTTEN, {}) | dict.fromkeys(map(str, touched_keys(one)), one.revision)
    if forgotten:
        operation.grids = operation.grids | {_FORGOTTEN: forgotten}
    undone.delete()
    last = plan.operations.aggregate(most=Max("number"))["most"] or 0
    plan.revision, plan.changed_at, plan.state = plan.revision + 1, operation.done_at, PlanState.DRAFT.value
    plan.save(update_fields=["revision", "changed_at", "state"])
    apply_grids(plan, operation.grids, forward=True)
    execute("assign_plan_blocks", plan=plan.pk, blocks=operation.blocks, keys=operation.after)
    operation.number, operation.revision = last + 1, plan.revision
    operation.save()


def _asked_json(asked: Asked) -> dict[str, Any]:
    """What was asked, without what the operation says anyway."""
    plain = {
        "community": asked.community,
        "grid": asked.grid,
        "other": asked.other,
        "parts": asked.parts,
        "line": [list(corner) for corner in asked.line],
    }
    return {name: value for name, value in plain.items() if value}
