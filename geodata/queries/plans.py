"""Boundary plans as planners see them: the list, the tree of one, a community with its grids before and after."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any
from uuid import UUID

import numpy as np

from geodata.analysis.plan_figures import GridFigures, grid_figures
from geodata.analysis.plan_ground import Labels
from geodata.errors import NotFound
from geodata.models import Block, BoundaryPlan, PlanLock, PlanOperation
from geodata.queries.open_plan import community_of
from geodata.queries.plan_community import PlanCommunity, plan_community
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


def undo_depth(plan: BoundaryPlan) -> dict[str, int]:
    """How many operations can be undone and done again (1 statement)."""
    undone = Counter(PlanOperation.objects.filter(plan=plan).values_list("undone", flat=True))
    return {"undo": undone[False], "redo": undone[True]}


def plan_tree(plan: BoundaryPlan) -> list[dict[str, Any]]:
    """The communities with their grids, households and how many grids stand where to their band (1 statement)."""
    found = rows("list_plan_communities", plan=plan.pk)
    for community in found:
        for grid in community["grids"]:
            band = _band(grid)
            grid["word"] = band_word(grid["households"], band).value
            grid["band"] = [band.low, band.high] if band else None
            del grid["area_id"]
        words = Counter(grid["word"] for grid in community["grids"])
        community["words"] = {word.value: words[word.value] for word in BandWord}
    return found


def _band(grid: dict[str, Any]) -> Band | None:
    return band_of(grid["grid_type"] or "urban_general", grid["grid_kind"])


def community_shapes(plan: BoundaryPlan, code: str) -> dict[str, Any]:
    """The blocks of a community as GeoJSON, each with its grid now and at the start, and households (4 statements)."""
    community = community_of(code).pk
    found = rows("list_plan_block_shapes", plan=plan.pk, community=community)
    place = plan_community(plan.pk, plan.version_id, community)
    then = dict(zip(place.numbers.tolist(), labels_before(plan, place, code).tolist(), strict=True))
    for row in found:
        row["key_before"] = then[row["number"]]
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "id": row["number"],
                "geometry": json.loads(row.pop("shape")),
                "properties": row,
            }
            for row in found
        ],
    }


def community_figures(plan: BoundaryPlan, code: str, keys: Iterable[int] | None = None) -> dict[str, Any]:
    """The grids of a community as they are and as they were before the plan's operations, and its locked borders.

    keys: only these grids. At most 6 statements. before is None for a grid the plan made; gone: grids it took away.
    """
    place = plan_community(plan.pk, plan.version_id, community_of(code).pk)
    kinds = {
        row["key"]: row for row in rows("list_plan_grid_kinds", plan=plan.pk, community=place.community_id)
    }
    before = labels_before(plan, place, code)
    wanted = set(kinds) if keys is None else set(kinds) & set(keys)
    gone = set(np.unique(before).tolist()) - set(kinds)
    locks = PlanLock.objects.filter(plan=plan, one__in=kinds).values_list("one", "other")
    return {
        "grids": [_told(place, kinds[key], place.labels, before) for key in sorted(wanted)],
        "gone": [_plain(_figures(place, before, key)) for key in sorted(gone)],
        "locks": sorted(map(list, locks)),
        "households": int(place.ground.households.sum()),
        "blocks": len(place.ids),
    }


def community_borders(plan: BoundaryPlan, code: str) -> list[list[Any]]:
    """Which blocks of a community touch: two numbers, metres shared, what runs there (2 statements, or 3)."""
    place = plan_community(plan.pk, plan.version_id, community_of(code).pk)
    pairs = place.numbers[place.shapes.borders].tolist()
    return [
        [one, other, round(length, 1), kind]
        for (one, other), length, kind in zip(
            pairs, place.shapes.lengths_m.tolist(), place.shapes.kinds, strict=True
        )
    ]


def labels_before(plan: BoundaryPlan, place: PlanCommunity, code: str) -> Labels:
    """The grid of each block when the plan began (1 statement)."""
    labels = place.labels.copy()
    done = PlanOperation.objects.filter(plan=plan, undone=False, asked__community=code).order_by("-number")
    for blocks, before in done.values_list("blocks", "before"):
        labels[np.searchsorted(place.ids, blocks)] = before
    return labels


def _figures(place: PlanCommunity, labels: Labels, key: int) -> GridFigures:
    return grid_figures(place.ground, labels, place.shapes, key)


def _plain(figures: GridFigures) -> dict[str, Any]:
    """Figures with sensible digits."""
    told = asdict(figures)
    for name, digits in (("area_m2", 0), ("perimeter_m", 0), ("polsby_popper", 3), ("barriers_m", 0)):
        told[name] = round(told[name], digits)
    told["followed"] = None if told["followed"] is None else round(told["followed"], 3)
    return told


def _told(place: PlanCommunity, grid: dict[str, Any], labels: Labels, before: Labels) -> dict[str, Any]:
    """A grid with its figures after and before, its band and where it stands to it."""
    now = _figures(place, labels, grid["key"])
    then = _figures(place, before, grid["key"]) if (before == grid["key"]).any() else None
    band = _band(grid)
    return {
        **grid,
        "band": [band.low, band.high] if band else None,
        "word": band_word(now.households, band).value,
        "word_before": band_word(then.households, band).value if then else None,
        "after": _plain(now),
        "before": _plain(then) if then else None,
    }


def moved_blocks(operation: PlanOperation, *, forward: bool) -> list[list[int]]:
    """The numbers of the blocks an operation moved, each with the key of its grid now (1 statement)."""
    numbers = dict(Block.objects.filter(pk__in=operation.blocks).values_list("pk", "number"))
    keys = operation.after if forward else operation.before
    return [[numbers[block], key] for block, key in zip(operation.blocks, keys, strict=True)]


def operations_since(plan: BoundaryPlan, revision: int) -> list[dict[str, Any]]:
    """The operations done or undone after a revision, in the order of their happening (1 statement)."""
    return operation_texts(plan.operations.filter(revision__gt=revision).order_by("revision"))
