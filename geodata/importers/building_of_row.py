"""Which loaded building a row is about: by its number, by where it lies, or by its address."""

from typing import Any

import numpy as np
import shapely

from geodata.queries.building_finder import buildings_at, buildings_by_address, buildings_by_key

from .fields import Field, text
from .keys import own_key
from .kind import Records
from .report import Problem, Report

BUILDING = Field("building", "楼栋编号", "building number",
                 ("building", "building_id", "楼栋编号", "楼栋编码", "楼栋代码", "楼栋"), text(120))  # fmt: skip
ADDRESS = Field(
    "building_address", "楼栋地址", "building address", ("address", "addr", "地址", "楼栋地址"), text(200)
)


def find_buildings(records: Records, report: Report) -> list[int | None]:
    """Ids of buildings, None for rows that are not about one; those are marked and reported."""
    found: list[int | None] = [None] * len(records.row)
    for ways in (_by_key, _by_place, _by_address):
        for place, building in ways(records, [i for i, one in enumerate(found) if one is None]):
            found[place] = building
    for place in np.flatnonzero(records.use):
        if found[place] is None:
            records.use[place] = False
            report.add(_unknown(records, int(place)))
    return found


def _by_key(records: Records, places: list[int]) -> list[tuple[int, int]]:
    if not records.has("building"):
        return []
    told = {
        place: own_key(records.values["building"][place])
        for place in places
        if records.values["building"][place]
    }
    known = buildings_by_key(set(told.values()))
    return [(place, known[key]) for place, key in told.items() if key in known]


def _by_place(records: Records, places: list[int]) -> list[tuple[int, int]]:
    if records.shapes is None:
        return []
    placed = [place for place in places if records.shapes[place] is not None]
    inside = buildings_at(shapely.get_coordinates(records.shapes[placed])) if placed else {}
    return [(placed[position], building) for position, building in inside.items()]


def _by_address(records: Records, places: list[int]) -> list[tuple[int, int]]:
    if not records.has("building_address"):
        return []
    told = {place: records.values["building_address"][place] for place in places}
    known = buildings_by_address([address for address in told.values() if address])
    return [(place, known[address]) for place, address in told.items() if address in known]


def _unknown(records: Records, place: int) -> Problem:
    told: Any = None
    for role in ("building", "building_address"):
        told = told or (records.values[role][place] if records.has(role) else None)
    if not told:
        zh, en = "没有楼栋编号、坐标或地址", "it names no building by number, place or address"
    else:
        zh = f"找不到楼栋“{str(told)[:60]}”，请先导入楼栋，或补上坐标"
        en = f"there is no building {str(told)[:60]!r}; import the buildings first, or add coordinates"
    return Problem("building_unknown", zh, en, int(records.row[place]))
