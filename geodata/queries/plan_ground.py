"""A part of a plan as suggestions need it: its blocks, its grids with their bands, and what is locked."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from django.db.models import Q
from numpy.typing import NDArray

from geodata.analysis.block_graph import BlockGraph, Ints
from geodata.analysis.plan_moves import Locks
from geodata.analysis.plan_zones import PlanGround
from geodata.errors import NotFound
from geodata.models import Area, BoundaryPlan, PlanLock
from geodata.queries.plans import band_of_row
from geodata.rules.block_borders import BARRIER
from geodata.rules.levels import Level
from geodata.sql import rows

SCOPES = {level.value for level in (Level.COMMUNITY, Level.SUBDISTRICT, Level.DISTRICT)}


@dataclass(frozen=True)
class PlanPart:
    """Some communities of a plan: ids of their blocks (n,), area ids of the graph's parents, and the rows of its grids."""

    ids: Ints
    community: Ints
    ground: PlanGround
    grids: dict[int, dict[str, Any]]


@dataclass(frozen=True)
class Scope:
    """An area and the communities in it, by id with code and name."""

    area: Area
    communities: dict[int, Area]


def scope_of(code: str) -> Scope:
    """The community, subdistrict or district with a code (2 statements); NotFound where there is none."""
    area = Area.objects.filter(level__in=SCOPES, code=code).first()
    if area is None:
        raise NotFound(
            f"没有代码为 {code[:20]} 的社区、街道或区。",
            f"There is no community, subdistrict or district with the code {code[:20]}.",
        )
    inside = Q(pk=area.pk) | Q(parent=area) | Q(parent__parent=area)
    found = Area.objects.filter(inside, level=Level.COMMUNITY.value).order_by("code")
    return Scope(area, {one.pk: one for one in found})


def plan_part(plan: BoundaryPlan, scope: Scope) -> PlanPart:
    """The blocks and grids of a part of a plan as they stand (4 statements)."""
    communities = list(scope.communities)
    blocks = rows("list_plan_scope_blocks", plan=plan.pk, communities=communities)
    grids = {row["key"]: row for row in rows("list_plan_scope_grids", plan=plan.pk, communities=communities)}
    ids = np.array([row["id"] for row in blocks], np.int64)
    community, parent = np.unique(
        np.array([row["community"] for row in blocks], np.int64), return_inverse=True
    )
    ground = PlanGround(
        _graph(plan, blocks, ids, parent.astype(np.int64), communities),
        np.array([row["key"] for row in blocks], np.int64),
        {key: band_of_row(row) for key, row in grids.items()},
        Locks(
            frozenset(key for key, row in grids.items() if row["locked"]),
            frozenset(
                (one, other)
                for one, other in PlanLock.objects.filter(plan=plan).values_list("one", "other")
                if one in grids and other in grids
            ),
        ),
    )
    return PlanPart(ids, community, ground, grids)


def _graph(
    plan: BoundaryPlan, blocks: list[dict[str, Any]], ids: Ints, parent: Ints, communities: list[int]
) -> BlockGraph:
    borders = rows("list_plan_scope_borders", plan=plan.pk, communities=communities)
    return BlockGraph(
        households=_floats(blocks, "households"),
        area_m2=_floats(blocks, "area_m2"),
        perimeter_m=_floats(blocks, "perimeter_m"),
        place=np.column_stack([_floats(blocks, "x"), _floats(blocks, "y")]),
        parent=parent,
        one=np.searchsorted(ids, np.array([row["one"] for row in borders], np.int64)).astype(np.int64),
        other=np.searchsorted(ids, np.array([row["other"] for row in borders], np.int64)).astype(np.int64),
        length_m=_floats(borders, "length_m"),
        barrier=np.array([BARRIER[row["kind"]] for row in borders], np.float64),
    )


def part_outlines(plan: BoundaryPlan, scope: Scope) -> NDArray[np.object_]:
    """(n,) The blocks as polygons in degrees, in the order of their ids (1 statement)."""
    found = rows("list_plan_scope_outlines", plan=plan.pk, communities=list(scope.communities))
    return np.asarray(shapely.from_wkb([bytes(row["outline"]) for row in found]), dtype=object)


def _floats(found: list[dict[str, Any]], name: str) -> NDArray[np.float64]:
    return np.array([row[name] for row in found], np.float64)
