"""Doors, households and persons of buildings that are loaded already."""

from typing import Any

import numpy as np

from geodata.actions.key_dwellings import key_dwellings
from geodata.actions.record_import import StoredCounts
from geodata.actions.store_rows import StagedRows, store_rows
from geodata.errors import ImportRefused
from geodata.importers.building_of_row import ADDRESS, BUILDING, find_buildings
from geodata.importers.fields import DAY, Field, text, word, words_of
from geodata.importers.kind import Kind, Moment, Records, Shape, store_plain
from geodata.importers.options import ImportOptions
from geodata.importers.report import Problem, Report
from geodata.models import Building, Dwelling, ImportRun
from geodata.queries.building_finder import persons_by_id
from geodata.rules.import_kinds import KindName
from geodata.rules.resource_kinds import DOOR_STATE_NAMES

from .buildings import BANDS, FLOATING, FLOATING_SHARE, HOUSEHOLDS, PERSON_COLUMNS, settle_persons

_NAMES = ("姓名", "户主", "户主姓名", "name", "owner", "身份证", "身份证号", "id_card")


def _notice_names(records: Records, options: ImportOptions, report: Report) -> None:
    """Say that columns with names of people are not read."""
    found = [column for column in report.source.get("columns", []) if column.strip().lower() in _NAMES]
    if found:
        listed = "、".join(found)
        zh = f"文件含个人信息列（{listed}），未读取、未保存"
        report.notice(
            "names_left_out", zh, f"the file has personal columns ({listed}); they are not read nor kept"
        )


def _settle_doors(records: Records, options: ImportOptions, report: Report) -> dict[str, list[Any]]:
    """The building of each door, and keys that say building and door."""
    _notice_names(records, options, report)
    found = find_buildings(records, report)
    doors = records.values["door"]
    records.values["key"] = records.raw["key"] = [
        f"{building}:{door}" if building else None for building, door in zip(found, doors, strict=True)
    ]
    return {"building_id": found}


def _store_doors(kind: Kind, staged: StagedRows, run: ImportRun, moment: Moment) -> StoredCounts:
    """Store the doors; those entered by hand are known by building and door too."""
    key_dwellings(staged.columns["building_id"])
    return store_plain(kind, staged, run, moment)


DWELLINGS = Kind(
    KindName.DWELLINGS,
    Shape.OPTIONAL_POINT,
    Dwelling,
    (
        BUILDING,
        ADDRESS,
        Field("door", "门牌", "door", ("door", "门牌", "室号", "房号", "户号", "房间号"), text(40), required=True, filled=True,
              column="door"),
        Field("state", "状态", "state", ("state", "状态", "房屋状态", "使用状态"),
              word(words_of(DOOR_STATE_NAMES, {"有人居住": "occupied", "空房": "vacant", "租住": "let"}), "unknown",
                   "unknown"), column="state"),
        Field("checked_on", "核查日期", "date checked", ("checked_on", "核查日期", "走访日期"), DAY, column="checked_on"),
    ),
    (),
    settle=_settle_doors,
    store=_store_doors,
    placeless=True,
)  # fmt: skip


def _settle_households(records: Records, options: ImportOptions, report: Report) -> dict[str, list[Any]]:
    """The building each row is about; a building named twice is rejected the second time."""
    _notice_names(records, options, report)
    if not any(records.has(one.role) for one in (HOUSEHOLDS, *BANDS, FLOATING, FLOATING_SHARE)):
        raise ImportRefused(
            f"文件里没有户数或人数列，请用 --column {HOUSEHOLDS.role}=… 指定。",
            f"the file has no column with households or persons; name one with --column {HOUSEHOLDS.role}=….",
        )
    found = find_buildings(records, report)
    seen: dict[int, int] = {}
    for place in np.flatnonzero(records.use):
        building, row = found[place], int(records.row[place])
        if building in seen:
            records.use[place] = False
            zh, en = f"与第 {seen[building]} 行是同一栋楼", f"it is the building of row {seen[building]}"
            report.add(Problem("building_twice", zh, en, row))
        seen.setdefault(building, row)
    records.values["key"] = records.raw["key"] = [building and str(building) for building in found]
    known = persons_by_id([one for one in found if one], PERSON_COLUMNS)
    return settle_persons(records, report, [known.get(building or 0, {}) for building in found])


def _store_households(kind: Kind, staged: StagedRows, run: ImportRun, moment: Moment) -> StoredCounts:
    """Bring the buildings up to the counts, each known by the key it has."""
    from geodata.actions.key_buildings import key_buildings

    ids = [int(key.removeprefix("id:")) for key in staged.key]
    keys = key_buildings(ids)
    return store_rows(Building, StagedRows([keys[one] for one in ids], staged.columns), run)


HOUSEHOLD_COUNTS = Kind(
    KindName.HOUSEHOLDS,
    Shape.OPTIONAL_POINT,
    Building,
    (BUILDING, ADDRESS, HOUSEHOLDS, *BANDS, FLOATING, FLOATING_SHARE),
    (),
    settle=_settle_households,
    store=_store_households,
    placeless=True,
)
