"""Who would serve the grids of a plan: loads, what stays known, and what is missing."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np

from geodata.analysis.balance import balance_index
from geodata.models import BoundaryPlan, PlanWorker
from geodata.queries.block_homes import block_homes
from geodata.rules.household_limits import HOUSEHOLDS_PER_WORKER, workers_needed
from geodata.rules.staffing import LOAD_WORD_NAMES, capacity, load_word
from geodata.sql import rows


@dataclass
class Worker:
    """A grid worker today: the grids in force and communities served, and the subdistrict most of these lie in."""

    staff: int
    uuid: str
    name: str
    full_time: bool
    areas: set[int] = field(default_factory=set)
    communities: set[int] = field(default_factory=set)
    subdistrict: int | None = None


@dataclass(frozen=True)
class Staffing:
    """A plan's grids (rows with key, households, events, …), the workers, and who knows how many households of a grid.

    known: (key, old grid's area id) → households.
    """

    grids: list[dict[str, Any]]
    workers: list[Worker]
    known: dict[int, dict[int, int]]

    def known_by(self, key: int, worker: Worker) -> int:
        """The households of a grid that a worker serves today."""
        return sum(count for area, count in self.known.get(key, {}).items() if area in worker.areas)


def staffing(plan: BoundaryPlan, today: date) -> Staffing:
    """The plan's grids and the district's workers (4 statements, 5 where the grids of blocks are not kept)."""
    blocks = rows("list_plan_totals", plan=plan.pk)
    homes = block_homes(plan, [row["id"] for row in blocks], today)
    known: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for row in blocks:
        if row["id"] in homes:
            known[row["key"]][homes[row["id"]]] += row["households"]
    return Staffing(rows("list_plan_grid_loads", plan=plan.pk), _workers(), known)


def _workers() -> list[Worker]:
    found: dict[int, Worker] = {}
    for row in rows("list_plan_staff"):
        one = found.setdefault(
            row["staff"], Worker(row["staff"], str(row["uuid"]), row["name"], row["full_time"])
        )
        if row["area"]:
            one.areas.add(row["area"])
            one.communities.add(row["community"])
            one.subdistrict = one.subdistrict or row["subdistrict"]
    return list(found.values())


def plan_workers(plan: BoundaryPlan, today: date) -> dict[str, Any]:
    """Need and shortage of the plan, every worker's load, and the workers of every grid (5 statements, or 6).

    Where a plan names nobody for a grid, those who know most of its households are meant to go on.
    """
    found = staffing(plan, today)
    named: dict[int, list[int]] = defaultdict(list)
    for key, staff in PlanWorker.objects.filter(plan=plan).order_by("pk").values_list("key", "staff_id"):
        named[key].append(staff)
    return _told(found, named)


def _told(found: Staffing, named: dict[int, list[int]]) -> dict[str, Any]:
    by_id = {one.staff: one for one in found.workers}
    loads: dict[int, dict[str, Any]] = defaultdict(
        lambda: {"households": 0.0, "events": 0.0, "grids": [], "known": 0}
    )
    kept = 0
    for grid in found.grids:
        own = [by_id[staff] for staff in named.get(grid["key"], []) if staff in by_id]
        kept += max((found.known_by(grid["key"], one) for one in own), default=0)
        for one in own:
            load = loads[one.staff]
            load["households"] += grid["households"] / len(own)
            load["events"] += grid["events"] / len(own)
            load["known"] += found.known_by(grid["key"], one)
            load["grids"].append(grid["key"])
    households = sum(grid["households"] for grid in found.grids)
    per_share = np.array([loads[one.staff]["households"] / capacity(one.full_time) for one in found.workers])
    return {
        "totals": _totals(found, named, households, kept, per_share),
        "grids": [
            {
                "key": grid["key"],
                "code": grid["code"],
                "community": grid["community_code"],
                "households": grid["households"],
                "need": workers_needed(grid["households"]),
                "workers": [by_id[staff].uuid for staff in named.get(grid["key"], []) if staff in by_id],
            }
            for grid in found.grids
        ],
        "communities": {grid["community_code"]: grid["community"] for grid in found.grids},
        "workers": [_worker_told(one, loads[one.staff]) for one in found.workers],
    }


def _totals(
    found: Staffing, named: dict[int, list[int]], households: int, kept: int, per_share: Any
) -> dict[str, Any]:
    need = sum(workers_needed(grid["households"]) for grid in found.grids)
    have = sum(capacity(one.full_time) for one in found.workers)
    return {
        "need": need,
        "workers": len(found.workers),
        "full_time": sum(one.full_time for one in found.workers),
        "have": have,
        "shortage": max(0, int(np.ceil(need - have))),
        "households_per_worker": HOUSEHOLDS_PER_WORKER,
        "unserved": sum(not named.get(grid["key"]) for grid in found.grids),
        "kept": round(kept / households, 3) if households else None,
        "balance": round(balance_index(per_share), 3) if named else None,
    }


def _worker_told(one: Worker, load: dict[str, Any]) -> dict[str, Any]:
    word = load_word(load["households"], capacity(one.full_time))
    return {
        "uuid": one.uuid,
        "name": one.name,
        "full_time": one.full_time,
        "communities": sorted(one.communities),
        "grids": load["grids"],
        "households": round(load["households"]),
        "known": load["known"],
        "events_a_day": round(load["events"] / 365, 1),
        "word": word.value,
        "names": list(LOAD_WORD_NAMES[word]),
    }
