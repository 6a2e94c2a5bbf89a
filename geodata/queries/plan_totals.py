"""The figures of a whole plan while it is drawn, beside those of the grids in force."""

from collections import defaultdict
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geodata.analysis.balance import balance_index
from geodata.analysis.plan_sums import shown_subjects
from geodata.models import Area, BoundaryPlan, PlanWorker, Staff
from geodata.queries.block_homes import block_homes
from geodata.queries.plans import band_of_row, plan_tree
from geodata.rules.grid_codes import Share, kept_codes
from geodata.rules.household_limits import Band, workers_needed
from geodata.rules.staffing import capacity
from geodata.rules.viewer import Role
from geodata.sql import rows

_NOWHERE = -1


def plan_totals(plan: BoundaryPlan, today: date) -> dict[str, Any]:
    """Balance, staff balance, households that keep their grid, work and walks: {"before": …, "after": …}.

    At most 8 statements. kept: share of households whose grid goes on with them; splits: communities that share a grid,
    which keys make impossible.
    """
    blocks = rows("list_plan_totals", plan=plan.pk)
    keys = np.array([row["key"] for row in blocks], np.int64)
    households = np.array([row["households"] for row in blocks], np.float64)
    known = block_homes(plan, [row["id"] for row in blocks], today)
    old = np.array([known.get(row["id"], _NOWHERE) for row in blocks], np.int64)
    bands = {grid["key"]: _band(grid) for community in plan_tree(plan) for grid in community["grids"]}
    named = PlanWorker.objects.filter(plan=plan).values_list("key", "staff_id", "staff__full_time")
    after = _sums(blocks) | _whole(keys, households, bands) | {"kept": _kept(old, keys, households)}
    before = _whole(old[old >= 0], households[old >= 0], _bands_in_force(old))
    return {
        "before": before | {"kept": 1.0, "staff_balance": _staff_balance(old, households, _serving())},
        "after": after | {"staff_balance": _staff_balance(keys, households, list(named)), "splits": 0},
    }


def _sums(blocks: list[dict[str, Any]]) -> dict[str, Any]:
    persons = sum(row["persons"] for row in blocks)
    walks = [row["served"] for row in blocks]
    served = None if None in walks or not persons else min(1.0, sum(walks) / persons)
    return {
        "events": sum(row["events"] for row in blocks),
        "workload": round(sum(row["workload"] for row in blocks), 1),
        "subjects": shown_subjects(sum(row["subjects"] for row in blocks)),
        "served": None if served is None else round(served, 3),
    }


def _whole(
    grid: NDArray[np.int64], households: NDArray[np.float64], bands: dict[int, Band | None]
) -> dict[str, Any]:
    """Numbers of grids and workers, shares in the band, mean deviation and balance of a division."""
    found, place = np.unique(grid, return_inverse=True)
    counts = np.bincount(place, households) if len(found) else np.zeros(0)
    judged = [
        (count, band)
        for key, count in zip(found.tolist(), counts.tolist(), strict=True)
        if (band := bands.get(key)) is not None
    ]
    off = np.array([count / band.middle for count, band in judged])
    return {
        "grids": len(found),
        "judged": len(judged),
        "in_band": sum(band.holds(count) for count, band in judged),
        "mad": round(float(np.abs(off - 1).mean()), 4) if judged else None,
        "balance": round(balance_index(off), 3),
        "workers": sum(workers_needed(count) for count in counts.tolist()),
    }


def _kept(old: NDArray[np.int64], keys: NDArray[np.int64], households: NDArray[np.float64]) -> float | None:
    """The share of households whose grid goes on as the one they are in, by the rule for codes."""
    shared: dict[tuple[int, int], float] = defaultdict(float)
    for before, after, count in zip(old.tolist(), keys.tolist(), households.tolist(), strict=True):
        if before != _NOWHERE:
            shared[before, after] += count
    goes_on = kept_codes(
        [Share(f"{before:012d}", after, round(count), 0.0) for (before, after), count in shared.items()]
    )
    stays = sum(count for (before, after), count in shared.items() if goes_on.get(after) == f"{before:012d}")
    return round(stays / float(households.sum()), 3) if households.sum() else None


def _band(grid: dict[str, Any]) -> Band | None:
    return Band(*grid["band"]) if grid["band"] else None


def _bands_in_force(old: NDArray[np.int64]) -> dict[int, Band | None]:
    found = Area.objects.filter(pk__in=np.unique(old).tolist())
    told = found.values_list("pk", "kind", "grid_type__grid_type")
    return {pk: band_of_row({"grid_type": kind, "grid_kind": made or ""}) for pk, made, kind in told}


def _serving() -> list[tuple[int, int, bool]]:
    """Grid (area id), worker and whether full-time, as it is today."""
    found = Staff.objects.filter(role=Role.GRID_WORKER.value, areas__level="grid")
    return list(found.values_list("areas", "pk", "full_time"))


def _staff_balance(
    grid: NDArray[np.int64], households: NDArray[np.float64], named: list[tuple[int, int, bool]]
) -> float | None:
    """How evenly households are spread over the workers named; None where nobody is."""
    if not named:
        return None
    found, place = np.unique(grid, return_inverse=True)
    counts = dict(zip(found.tolist(), np.bincount(place, households).tolist(), strict=True))
    of_grid: dict[int, int] = defaultdict(int)
    for key, _, _ in named:
        of_grid[key] += 1
    loads: dict[tuple[int, bool], float] = defaultdict(float)
    for key, staff, full_time in named:
        loads[staff, full_time] += counts.get(key, 0.0) / of_grid[key]
    return round(balance_index(np.array([load / capacity(full) for (_, full), load in loads.items()])), 3)
