"""A plan beside another plan, or beside the grids in force on a day: what would change grid, grid by grid."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from geodata.errors import NotFound
from geodata.models import Area, BoundaryPlan, StaffArea
from geodata.queries.open_plan import community_of
from geodata.queries.plans import band_of_row
from geodata.rules.grid_codes import Share
from geodata.rules.grid_matching import same_grids
from geodata.rules.small_numbers import FEWEST_SHOWN, rounded_to_five
from geodata.sql import rows

COUNTED = ("blocks", "households", "buildings", "events", "subjects", "points")


@dataclass(frozen=True)
class Other:
    """What a plan is compared with: another plan, or the grids in force on a day."""

    plan: BoundaryPlan | None = None
    day: date | None = None


@dataclass(frozen=True)
class _Sides:
    """Blocks of the plan with the grid of both sides, the grids of both by ident, and which are the same."""

    pairs: list[dict[str, Any]]
    here: dict[int, dict[str, Any]]
    there: dict[int, dict[str, Any]]
    same: dict[int, int]


def other_side(text: str, today: date) -> Other:
    """What a word stands for: the uuid of a plan, a day such as 2026-12-01, nothing for today's grids (1 statement)."""
    if not text:
        return Other(day=today)
    try:
        return Other(day=date.fromisoformat(text))
    except ValueError:
        pass
    try:
        plan = BoundaryPlan.objects.filter(uuid=UUID(text)).first()
    except ValueError:
        plan = None
    if plan is None:
        raise NotFound("没有这个要比较的方案或日期。", "There is no such plan or day to compare with.")
    return Other(plan=plan)


def compared(plan: BoundaryPlan, other: Other) -> dict[str, Any]:
    """Every change of grid with what it carries along, summed by community and for all (7 statements).

    subjects: people in care, never below five; of the whole to five.
    """
    sides = _sides(plan, other, None)
    changes = _changes(sides)
    codes = _areas({row["community"] for row in changes})
    staff = _staff(changes)
    told = [_told(row, codes, staff) for row in changes]
    communities: list[dict[str, Any]] = [
        {"community": code, "name": name, "name_en": name_en, **_sums(mine), "workers": _workers(mine, staff)}
        for code, name, name_en, mine in _by_community(changes, codes)
    ]
    total: dict[str, Any] = {**_sums(changes), "workers": _workers(changes, staff)}
    total["grids_before"], total["grids_after"] = len(sides.there), len(sides.here)
    for one in (*communities, total):
        one["subjects"] = rounded_to_five(one["subjects"])
    return {"changes": told, "communities": communities, "total": total}


def compared_community(plan: BoundaryPlan, other: Other, code: str, today: date) -> dict[str, Any]:
    """One community to draw: its blocks with the grid on both sides and whether they change, the grids with their bands.

    5 statements.
    """
    community = community_of(code)
    sides = _sides(plan, other, community.pk)
    of_block = {row["number"]: row for row in sides.pairs}
    shapes = rows("list_plan_block_shapes", plan=plan.pk, community=community.pk, today=today)
    return {
        "here": [_grid(one) for one in sides.here.values()],
        "there": [_grid(one) for one in sides.there.values()],
        "shapes": {
            "type": "FeatureCollection",
            "features": [_feature(row, of_block[row["number"]], sides) for row in shapes],
        },
    }


def _feature(row: dict[str, Any], pair: dict[str, Any], sides: _Sides) -> dict[str, Any]:
    moved = sides.same.get(pair["key"]) != pair["theirs"]
    properties = {
        "key": pair["key"],
        "theirs": pair["theirs"],
        "moved": moved,
        "households": row["households"],
    }
    return {
        "type": "Feature",
        "id": row["number"],
        "geometry": json.loads(row["shape"]),
        "properties": properties,
    }


def _grid(row: dict[str, Any]) -> dict[str, Any]:
    band = band_of_row(row)
    return {
        "ident": row["ident"],
        "code": row["code"],
        "name": row["name"],
        "band": [band.low, band.high] if band else None,
    }


def _sides(plan: BoundaryPlan, other: Other, community: int | None) -> _Sides:
    here = rows("list_division_of_plan", plan=plan.pk, community=community)
    if other.plan:
        pairs = rows("list_pairs_with_plan", plan=plan.pk, other=other.plan.pk, community=community)
        there = rows("list_division_of_plan", plan=other.plan.pk, community=community)
    else:
        pairs = rows("list_pairs_with_day", plan=plan.pk, day=other.day, community=community)
        there = rows("list_division_of_day", day=other.day, community=community)
    mine = {row["ident"]: row for row in here}
    theirs = {row["ident"]: row for row in there}
    return _Sides(pairs, mine, theirs, _same(pairs, mine, theirs))


def _same(
    pairs: list[dict[str, Any]], here: dict[int, dict[str, Any]], there: dict[int, dict[str, Any]]
) -> dict[int, int]:
    households: dict[tuple[int, int], list[int]] = defaultdict(lambda: [0, 0])
    for row in pairs:
        if row["theirs"] is not None:
            households[row["theirs"], row["key"]][0] += row["households"]
            households[row["theirs"], row["key"]][1] += 1
    shares = [
        Share(str(old), new, count, float(blocks)) for (old, new), (count, blocks) in households.items()
    ]
    areas = {row["area"]: ident for ident, row in there.items() if row["area"]}
    known = {
        ident: str(areas[row["area"]]) for ident, row in here.items() if row["area"] and row["area"] in areas
    }
    return {new: int(old) for new, old in same_grids(shares, known).items()}


def _changes(sides: _Sides) -> list[dict[str, Any]]:
    """A row for each pair of grids between which blocks change over, with everything in them."""
    moving: dict[tuple[int | None, int], list[dict[str, Any]]] = defaultdict(list)
    for row in sides.pairs:
        if sides.same.get(row["key"]) != row["theirs"]:
            moving[row["theirs"], row["key"]].append(row)
    ordered = sorted(moving, key=lambda pair: (moving[pair][0]["community"], pair[0] or 0, pair[1]))
    blocks = [(row["id"], place) for place, pair in enumerate(ordered) for row in moving[pair]]
    found = rows("count_in_blocks", blocks=[one for one, _ in blocks], pairs=[one for _, one in blocks])
    counts = {row.pop("pair"): row for row in found}
    return [
        {
            "community": moving[pair][0]["community"],
            "from": sides.there.get(pair[0]) if pair[0] is not None else None,
            "to": sides.here[pair[1]],
            "blocks": len(moving[pair]),
            "households": sum(row["households"] for row in moving[pair]),
            **counts[place],
        }
        for place, pair in enumerate(ordered)
    ]


def _told(
    row: dict[str, Any], codes: dict[int, tuple[str, str, str]], staff: dict[int, set[int]]
) -> dict[str, Any]:
    few = 0 < row["subjects"] < FEWEST_SHOWN
    code, name, name_en = codes[row["community"]]
    return {
        **row,
        "community": code,
        "name": name,
        "name_en": name_en,
        "from": _grid(row["from"]) if row["from"] else None,
        "to": _grid(row["to"]),
        "subjects": None if few else rounded_to_five(row["subjects"]),
        "workers": _workers([row], staff),
    }


def _areas(ids: Iterable[int]) -> dict[int, tuple[str, str, str]]:
    """Code and both names of each area (1 statement)."""
    found = Area.objects.filter(pk__in=list(ids)).values_list("pk", "code", "name", "name_en")
    return {pk: (code, name, name_en) for pk, code, name, name_en in found}


def _by_community(
    changes: list[dict[str, Any]], codes: dict[int, tuple[str, str, str]]
) -> list[tuple[str, str, str, list[dict[str, Any]]]]:
    of: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in changes:
        of[row["community"]].append(row)
    return sorted((*codes[pk], mine) for pk, mine in of.items())


def _sums(changes: list[dict[str, Any]]) -> dict[str, int]:
    return {name: sum(row[name] for row in changes) for name in COUNTED}


def _staff(changes: list[dict[str, Any]]) -> dict[int, set[int]]:
    """Who is responsible for each grid that gives or takes (1 statement)."""
    areas = {side["area"] for row in changes for side in (row["from"], row["to"]) if side and side["area"]}
    found: dict[int, set[int]] = defaultdict(set)
    for area, person in StaffArea.objects.filter(area__in=areas).values_list("area_id", "staff_id"):
        found[area].add(person)
    return found


def _workers(changes: list[dict[str, Any]], staff: dict[int, set[int]]) -> int:
    """How many people are responsible for a grid that gives or takes."""
    sides = (side for row in changes for side in (row["from"], row["to"]) if side)
    return len(set().union(*(staff.get(side["area"], set()) for side in sides)))
