"""Take one of a suggestion's divisions over into its plan: one operation, undone as one."""

from collections import Counter, defaultdict
from datetime import datetime
from typing import Any
from uuid import UUID

import numpy as np
from django.db import transaction

from geodata.actions.change_plan import Changed, store_operation
from geodata.analysis.block_graph import Ints, extra_pieces
from geodata.errors import NotFound, PlanMovedOn, PlanRefused
from geodata.models import Area, BoundaryPlan, PlanAlternative, PlanGrid, PlanOperation, Staff
from geodata.queries.open_plan import plan_for
from geodata.queries.plan_ground import PlanPart, plan_part, scope_of
from geodata.queries.plan_operations import operation_texts
from geodata.rules.grid_codes import new_codes
from geodata.rules.levels import Level
from geodata.rules.plan_flow import PlanStep
from geodata.rules.plan_refusals import refusal_text
from geodata.rules.plan_verbs import PlanVerb
from geodata.rules.viewer import Viewer
from geodata.sql import rows


@transaction.atomic
def take_suggestion(
    plan_uuid: str | UUID, uuid: str | UUID, name: str, viewer: Viewer, *, user_id: int, now: datetime
) -> Changed:
    """The plan with the division in it; new grids have codes by the rule.

    Raises PlanMovedOn where the plan is no longer what the suggestion started from, PlanRefused where a lock or the
    pieces of a grid stand against it, NotFound and Forbidden as for any operation.
    """
    plan = plan_for(PlanStep.EDIT, plan_uuid, viewer)
    found = PlanAlternative.objects.filter(suggestion__plan=plan, suggestion__uuid=uuid, name=name)
    one = found.select_related("suggestion").first()
    if one is None:
        raise NotFound("没有这个备选方案。", "There is no such alternative.")
    part = plan_part(plan, scope_of(one.suggestion.scope))
    _still_so(plan, part, one)
    fresh = rows("read_next_plan_key", plan=plan.pk)[0]["key"]
    wanted = np.array(one.keys, dtype=np.int64)
    keys = np.where(wanted > 0, wanted, fresh - wanted)
    _allowed(part, keys)
    moved = np.flatnonzero(keys != part.ground.keys)
    operation = PlanOperation(
        plan=plan,
        verb=PlanVerb.SUGGEST.value,
        asked={"community": one.suggestion.scope, "suggestion": str(uuid), "alternative": name},
        blocks=part.ids[moved].tolist(),
        before=part.ground.keys[moved].tolist(),
        after=keys[moved].tolist(),
        grids=_steps(plan, part, keys),
        done_by=Staff.objects.filter(user_id=user_id).first(),
        done_at=now,
    )
    store_operation(plan, operation)
    suggestion = one.suggestion
    suggestion.result = suggestion.result | {"taken": name}
    suggestion.save(update_fields=["result"])
    return Changed(plan, operation)


def _still_so(plan: BoundaryPlan, part: PlanPart, one: PlanAlternative) -> None:
    """Refuses where somebody has changed the grids the suggestion started from."""
    begun = one.suggestion
    if part.ids.tolist() == begun.blocks and part.ground.keys.tolist() == begun.before:
        return
    missing = PlanOperation.objects.filter(plan=plan, revision__gt=begun.revision).order_by("revision")
    raise PlanMovedOn(
        "方案在计算建议之后又改过，这份建议已不合用。请重新计算。",
        "The plan has changed since the suggestion was worked out. Ask for a new one.",
        revision=plan.revision,
        operations=operation_texts(missing),
    )


def _allowed(part: PlanPart, keys: Ints) -> None:
    """Refuses what crosses a lock set meanwhile, breaks a grid, or changes nothing."""
    ground = part.ground
    moved = keys != ground.keys
    if not moved.any():
        _refuse("nothing", 0)
    shut = moved & (np.isin(ground.keys, list(ground.locks.grids)) | np.isin(keys, list(ground.locks.grids)))
    if shut.any():
        _refuse("locked_grid", int(shut.sum()))
    mixed = _mixed(part, keys)
    if mixed:
        _refuse("locked_border", mixed)
    if extra_pieces(ground.graph, keys) > extra_pieces(ground.graph, ground.keys):
        _refuse("breaks", extra_pieces(ground.graph, keys))


def _mixed(part: PlanPart, keys: Ints) -> int:
    """How many locked borders would lie inside a grid."""
    present: dict[int, set[int]] = defaultdict(set)
    for key, before in {*zip(keys.tolist(), part.ground.keys.tolist(), strict=True)}:
        present[key].add(before)
    return sum(any(own.issuperset(pair) for own in present.values()) for pair in part.ground.locks.borders)


def _refuse(why: str, blocks: int) -> None:
    zh, en = refusal_text(why, blocks)
    raise PlanRefused(zh, en, why=why, grids=[], blocks=[])


def _steps(plan: BoundaryPlan, part: PlanPart, keys: Ints) -> dict[str, Any]:
    """The rows of grids that come and go; new ones with the type they come from and their codes."""
    left = set(keys.tolist())
    codes = _codes(plan, part, keys)
    made = [
        {"key": key, "community": community, "code": code, "name": name, "origin": _origin(part, keys, key)}
        for key, (community, code, name) in sorted(codes.items())
    ]
    gone = PlanGrid.objects.filter(plan=plan, key__in=part.grids.keys() - left).order_by("key")
    dropped = [
        {
            "key": grid.key,
            "community": grid.community_id,
            "area": grid.area_id,
            "name": grid.name,
            "origin": grid.origin_id,
            "code": grid.code,
        }
        for grid in gone
    ]
    return {"made": made, "dropped": dropped}


def _origin(part: PlanPart, keys: Ints, key: int) -> int | None:
    """The grid in force that the grid most households of a new one come from goes back to."""
    own = np.flatnonzero(keys == key)
    weight = Counter[int]()
    for before, count in zip(
        part.ground.keys[own].tolist(), part.ground.graph.households[own].tolist(), strict=True
    ):
        weight[before] += count
    origin: int | None = part.grids[weight.most_common(1)[0][0]]["origin"]
    return origin


def _codes(plan: BoundaryPlan, part: PlanPart, keys: Ints) -> dict[int, tuple[int, str, str]]:
    """Community id, code and name of each new grid, numbered by the rule above every number ever used."""
    fresh = sorted(set(keys.tolist()) - part.grids.keys())
    places: dict[int, dict[int, tuple[float, float]]] = defaultdict(dict)
    for key in fresh:
        own = np.flatnonzero(keys == key)
        x, y = part.ground.graph.place[own].mean(axis=0).tolist()
        places[int(part.community[part.ground.graph.parent[own[0]]])][key] = (x, y)
    areas = Area.objects.in_bulk(places)
    used = _used(plan, list(places))
    codes: dict[int, tuple[int, str, str]] = {}
    for community, found in places.items():
        area = areas[community]
        try:
            given = new_codes(area.code, found, used[community])
        except ValueError as error:
            raise PlanRefused(
                f"社区 {area.name} 的三位网格编号已用完。", f"Grid numbers are used up: {error}.", why="codes"
            ) from None
        codes |= {key: (community, code, f"{area.name}{code[-3:]}网格") for key, code in given.items()}
    return codes


def _used(plan: BoundaryPlan, communities: list[int]) -> dict[int, list[str]]:
    """Every code the communities ever had, and those given in the plan already."""
    used: dict[int, list[str]] = defaultdict(list)
    known = Area.objects.filter(level=Level.GRID.value, parent_id__in=communities)
    for parent, code in known.values_list("parent_id", "code"):
        used[parent].append(code)
    given = PlanGrid.objects.filter(plan=plan, community_id__in=communities).exclude(code="")
    for community, code in given.values_list("community_id", "code"):
        used[community].append(code)
    return used
