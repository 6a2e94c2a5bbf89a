"""Candidates for a numbered door: the building itself, its yard or estate, or a place between known numbers."""

from bisect import bisect_left
from collections.abc import Iterator

import numpy as np

from geodata.analysis.address_candidate import Candidate, Precision, spots_of
from geodata.analysis.address_entries import BUILDING
from geodata.analysis.address_index import AddressIndex, Door
from geodata.analysis.name_index import NameHit

# What a door counts for that is not found as it was written.
BASE_NUMBER, LEFT_OUT_YARD, OTHER_PHASE, LEFT_OUT_BUILDING, BUILDING_AS_NUMBER = 0.95, 0.97, 0.8, 0.8, 0.82
WHOLE_YARD, MAYBE_YARD, UNKNOWN_BUILDING, INTERPOLATED, BEYOND_NUMBERS, NEAR_ESTATE = (
    0.9,
    0.8,
    0.7,
    0.9,
    0.45,
    0.7,
)
_YARD_APART_M, _MOST_GAP_M, _LATERAL_M, _SUB_DOOR_M, _BEYOND_M = 400.0, 300.0, 20.0, 20.0, 200.0
_MOST_NUMBER_GAP = 60
_ESTATE_LEAST_M = 250.0
_HOW = {
    "exact": ("", ""),
    "alias": ("按别名", "by an alias"),
    "variant": ("名称写法略有不同", "name written slightly differently"),
    "part": ("只认出名称的一部分", "only part of the name is known"),
    "near": ("名称有一字之差", "name differs in one sign"),
}


def door_candidates(index: AddressIndex, hit: NameHit, door: Door) -> list[Candidate]:
    """Places for a door on a known way or in a known estate, empty where nothing is known of it.

    Parameters: index; hit, the name found; door, its numbers. Returns: candidates, coordinates in metres of MEASURE.
    Source: exact lookup, then the spellings that are common for one door, then the yard, then linear interpolation
    between the neighbouring numbers of the same side (odd or even) of the road.
    """
    known = index.doors.get(hit.key)
    if known is None or door == Door():
        return []
    for spelling, factor in _spellings(door, road=hit.key in index.roads):
        if known.get(spelling):
            return _at_entries(index, hit, known[spelling], factor, door != spelling)
    inside = _inside(index, hit, door)
    if inside and (door.yard or door.building or hit.key not in index.roads):
        return inside
    for spelling, factor in _looser(door):
        if known.get(spelling):
            return _at_entries(index, hit, known[spelling], factor, True)
    return inside + _between(index, hit, door)


def _spellings(door: Door, *, road: bool) -> Iterator[tuple[Door, float]]:
    """The door as written and in the spellings that mean the same."""
    yield door, 1.0
    base = door.number.split("附")[0].rstrip("ABCDEFG")
    if base != door.number:
        yield door._replace(number=base), BASE_NUMBER
    if door.building and door.number and not door.yard:
        yield door._replace(yard=True), LEFT_OUT_YARD
    if road and door.building and not door.number:
        yield Door(number=door.building), BUILDING_AS_NUMBER


def _looser(door: Door) -> Iterator[tuple[Door, float]]:
    """The door without a part that the register does not know."""
    if door.phase:
        yield door._replace(phase=""), OTHER_PHASE
    if door.yard and not door.building:
        yield door._replace(yard=False), WHOLE_YARD
    if door.building and door.number:
        yield door._replace(building="", yard=False), LEFT_OUT_BUILDING


def _at_entries(
    index: AddressIndex, hit: NameHit, entries: list[int], factor: float, changed: bool
) -> list[Candidate]:
    gazetteer = index.gazetteer
    zh, en = _HOW[hit.how]
    reach = _SUB_DOOR_M if changed else 0.0
    return [
        Candidate(
            spot.entry,
            spot.x_m,
            spot.y_m,
            hit.factor * factor,
            Precision.BUILDING if gazetteer.kind[spot.entry] == BUILDING else Precision.POINT,
            max(spot.reach_m, reach),
            gazetteer.address[spot.entry],
            zh or ("门牌写法略有不同" if changed else "地址相符"),
            en or ("number written slightly differently" if changed else "address agrees"),
        )
        for spot in spots_of(gazetteer, entries)
    ]


def _inside(index: AddressIndex, hit: NameHit, door: Door) -> list[Candidate]:
    """The yard or estate whose building is asked for but unknown, or that is asked for as a whole."""
    if hit.key in index.roads and not door.number:
        return []
    members = index.members(hit.key, door.lane, door.number, door.phase)
    factor, zh, en = WHOLE_YARD, "整个院落", "the yard as a whole"
    if door.building or (door.number and hit.key not in index.roads):
        factor, zh, en = UNKNOWN_BUILDING, "院内没有这一栋", "no such building in it"
    elif door.number and not door.yard:
        factor, zh, en = MAYBE_YARD, "没有这个门牌，有同号的院落", "no such door, but a yard of this number"
    return [
        Candidate(
            spot.entry, spot.x_m, spot.y_m, hit.factor * factor, Precision.ESTATE, max(spot.reach_m, 30.0),
            index.gazetteer.address[spot.entry], zh, en,
        )
        for spot in spots_of(index.gazetteer, members, _YARD_APART_M)
    ]  # fmt: skip


def estate_candidates(index: AddressIndex, hit: NameHit) -> list[Candidate]:
    """A whole estate that is known only from the addresses of its buildings."""
    if hit.key in index.roads:
        return []
    entries = [entry for found in index.doors.get(hit.key, {}).values() for entry in found]
    return [
        Candidate(
            spot.entry, spot.x_m, spot.y_m, hit.factor * WHOLE_YARD, Precision.ESTATE, max(spot.reach_m, 30.0),
            hit.key, "整个小区", "the estate as a whole",
        )
        for spot in spots_of(index.gazetteer, entries, _YARD_APART_M)
    ]  # fmt: skip


def near_estate(index: AddressIndex, estate: int, building: str, factor: float) -> list[Candidate]:
    """Buildings of a number near a named estate whose own register does not name the estate."""
    gazetteer = index.gazetteer
    entries = index.buildings_numbered(building)
    away = np.hypot(
        gazetteer.x_m[entries] - gazetteer.x_m[estate], gazetteer.y_m[entries] - gazetteer.y_m[estate]
    )
    within = max(float(gazetteer.radius_m[estate]), _ESTATE_LEAST_M)
    order = [int(at) for at in np.argsort(away, kind="stable") if away[at] <= within]
    return [
        Candidate(
            int(entries[at]), float(gazetteer.x_m[entries[at]]), float(gazetteer.y_m[entries[at]]),
            factor * NEAR_ESTATE * (1 - 0.2 * float(away[at]) / within), Precision.BUILDING, 0.0,
            gazetteer.address[entries[at]],
            f"“{gazetteer.name[estate]}”附近的同号楼栋", f"building of this number near {gazetteer.name[estate]}",
        )
        for at in order
    ]  # fmt: skip


def _between(index: AddressIndex, hit: NameHit, door: Door) -> list[Candidate]:
    """A place between the neighbouring numbers of the same side, or beside the nearest one."""
    base = door.number.split("附")[0].rstrip("ABCDEFG")
    if not base.isdecimal() or hit.how in {"near", "part"}:
        return []
    numbers, entries = index.numbers(hit.key, int(base) % 2)
    if not numbers:
        return []
    at = bisect_left(numbers, int(base))
    if 0 < at < len(numbers):
        found = _interpolated(index, hit, int(base), numbers[at - 1 : at + 1], entries[at - 1 : at + 1])
        if found:
            return [
                found
                if not door.building
                else found.scaled(LEFT_OUT_BUILDING, "没有这一栋", "no such building")
            ]
    nearest = entries[min(max(at, 0), len(numbers) - 1)]
    gazetteer = index.gazetteer
    return [
        Candidate(
            nearest, float(gazetteer.x_m[nearest]), float(gazetteer.y_m[nearest]), hit.factor * BEYOND_NUMBERS,
            Precision.ROAD, _BEYOND_M, gazetteer.address[nearest],
            f"这条路上没有 {base} 号，此为最近的门牌", f"no number {base} on this road; this is the nearest known",
        )
    ]  # fmt: skip


def _interpolated(
    index: AddressIndex, hit: NameHit, number: int, numbers: list[int], entries: list[int]
) -> Candidate | None:
    """The place of a number between two known ones, None where they lie too far apart to tell."""
    gazetteer = index.gazetteer
    (x0, x1), (y0, y1) = gazetteer.x_m[entries], gazetteer.y_m[entries]
    gap = float(np.hypot(x1 - x0, y1 - y0))
    if gap > _MOST_GAP_M or numbers[1] - numbers[0] > _MOST_NUMBER_GAP:
        return None
    share = (number - numbers[0]) / (numbers[1] - numbers[0])
    return Candidate(
        entries[round(share)], float(x0 + share * (x1 - x0)), float(y0 + share * (y1 - y0)),
        hit.factor * INTERPOLATED, Precision.DOOR_INTERPOLATED, gap / 2 + _LATERAL_M,
        f"{gazetteer.address[entries[0]]} – {gazetteer.address[entries[1]]}",
        f"在 {numbers[0]} 号和 {numbers[1]} 号之间推算", f"between the known numbers {numbers[0]} and {numbers[1]}",
    )  # fmt: skip
