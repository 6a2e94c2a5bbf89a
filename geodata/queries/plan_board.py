"""One community of a plan as it is drawn: blocks, grids before and after, and the grids in force beside them."""

import json
from datetime import date
from typing import Any

import numpy as np
from django.db.models import Q

from geodata.analysis.grid_pieces import Labels
from geodata.models import BoundaryPlan, PlanLock, PlanOperation
from geodata.queries.open_plan import community_of
from geodata.queries.plan_community import PlanCommunity, plan_community
from geodata.queries.plan_counts import PlanCounts, measure_told, plan_counts
from geodata.queries.plans import band_of_row
from geodata.rules.band_words import band_word
from geodata.rules.grid_measures import measure_of
from geodata.rules.plan_verbs import WIDE
from geodata.sql import rows


def community_board(plan: BoundaryPlan, code: str, today: date) -> dict[str, Any]:
    """Everything about a community of a plan: figures, blocks to draw, who touches whom, and what is in force today.

    At most 8 statements.
    """
    place = _place(plan, code)
    return {
        **_figures_of(plan, place, code),
        "shapes": _shapes(plan, place, today),
        "borders": _borders(place),
        "in_force": _in_force(place, today),
    }


def community_figures(plan: BoundaryPlan, code: str) -> dict[str, Any]:
    """The grids of a community as they are and as they were before the plan's operations, and its locked borders.

    At most 6 statements. before is None for a grid the plan made.
    """
    return _figures_of(plan, _place(plan, code), code)


def _place(plan: BoundaryPlan, code: str) -> PlanCommunity:
    return plan_community(plan.pk, plan.version_id, community_of(code).pk)


def _figures_of(plan: BoundaryPlan, place: PlanCommunity, code: str) -> dict[str, Any]:
    found = rows("list_plan_grid_kinds", plan=plan.pk, community=place.community_id)
    kinds = {row["key"]: row for row in found}
    before = _labels_before(plan, place, code)
    counts = plan_counts(plan.pk, place)
    locks = PlanLock.objects.filter(plan=plan, one__in=kinds).values_list("one", "other")
    return {
        "grids": [_told(counts, kinds[key], before) for key in sorted(kinds)],
        "locks": sorted(map(list, locks)),
    }


def _labels_before(plan: BoundaryPlan, place: PlanCommunity, code: str) -> Labels:
    """The grid of each block, or of the one it was cut from, when the plan began (2 statements)."""
    labels = place.labels.copy()
    cut_from = rows("list_block_ancestors", plan=plan.pk, community=place.community_id)
    known = np.array([*place.ids.tolist(), *(row["ancestor"] for row in cut_from)], np.int64)
    at = np.searchsorted(place.ids, [*place.ids.tolist(), *(row["id"] for row in cut_from)])
    of_here = Q(asked__community=code) | Q(verb__in=[verb.value for verb in WIDE])
    done = PlanOperation.objects.filter(of_here, plan=plan, undone=False).order_by("-number")
    for blocks, before in done.values_list("blocks", "before"):
        order = np.argsort(blocks)
        found = np.searchsorted(blocks, known, sorter=order)
        here = np.flatnonzero(np.isin(known, blocks))
        labels[at[here]] = np.array(before, np.int32)[order[found[here]]]
    return labels


def _told(counts: PlanCounts, grid: dict[str, Any], before: Labels) -> dict[str, Any]:
    """A grid with its figures after and before, its band and where it stands to it."""
    now = counts.told(counts.place.labels, grid["key"])
    had, has = before == grid["key"], counts.place.labels == grid["key"]
    told = now if (had == has).all() else counts.told(before, grid["key"]) if had.any() else None
    band = band_of_row(grid)
    own = measure_of(grid["grid_type"] or "urban_general", grid["grid_kind"])
    return {
        **grid,
        "band": [band.low, band.high] if band else None,
        "word": band_word(now["households"], band).value,
        "measure": measure_told(now, own),
        "after": now,
        "before": told,
    }


def _shapes(plan: BoundaryPlan, place: PlanCommunity, today: date) -> dict[str, Any]:
    """The blocks as GeoJSON, each with its grid in the plan, the code of the one in force, and who lives there."""
    found = rows("list_plan_block_shapes", plan=plan.pk, community=place.community_id, today=today)
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


def _borders(place: PlanCommunity) -> list[list[Any]]:
    """Which blocks touch: two numbers and the metres they share."""
    one, other = place.numbers[place.graph.one].tolist(), place.numbers[place.graph.other].tolist()
    return [list(border) for border in zip(one, other, place.graph.length_m.round(1).tolist(), strict=True)]


def _in_force(place: PlanCommunity, today: date) -> list[dict[str, Any]]:
    """The grids in force with the band each is judged by."""
    found = rows("list_grids_in_force", community=place.community_id, today=today)
    told = [(row["code"], band_of_row(row)) for row in found]
    return [{"code": code, "band": [band.low, band.high] if band else None} for code, band in told]
