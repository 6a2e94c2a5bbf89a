"""Buildings: outline, use, floors, households and persons."""

from collections.abc import Mapping, Sequence
from typing import Any

from geodata.importers.fields import Field, text, whole, word, words_of
from geodata.importers.keys import row_keys
from geodata.importers.kind import Kind, Records, Shape
from geodata.importers.options import ImportOptions
from geodata.importers.report import Problem, Report
from geodata.models import Building
from geodata.models.building import USES
from geodata.queries.building_finder import persons_by_key
from geodata.rules.import_kinds import KindName

from .words import USE_WORDS

# More than stand in the largest estate; their sum still fits the column of all persons.
MOST_IN_BUILDING = 100_000
_COUNT = whole(MOST_IN_BUILDING, empty=0)
BANDS = (
    Field("persons_0_14", "0–14 岁人数", "persons 0-14", ("persons_0_14", "p0_14", "0-14岁", "0_14", "儿童"), _COUNT,
          column="persons_0_14"),
    Field("persons_15_59", "15–59 岁人数", "persons 15-59", ("persons_15_59", "p15_59", "15-59岁", "15_59", "劳动年龄"),
          _COUNT, column="persons_15_59"),
    Field("persons_60_79", "60–79 岁人数", "persons 60-79", ("persons_60_79", "p60_79", "60-79岁", "60_79"), _COUNT,
          column="persons_60_79"),
    Field("persons_80_plus", "80 岁以上人数", "persons 80+", ("persons_80_plus", "p80_plus", "80岁以上", "80+"), _COUNT,
          column="persons_80_plus"),
)  # fmt: skip
HOUSEHOLDS = Field(
    "households",
    "户数",
    "households",
    ("households", "hu", "户数", "家庭户数", "总户数"),
    _COUNT,
    column="households",
)
FLOATING = Field("floating_persons", "流动人口", "floating persons", ("floating_persons", "floating", "流动人口", "流动人口数"),
                 _COUNT)  # fmt: skip
FLOATING_SHARE = Field("floating_share", "流动人口占比", "share of floating persons",
                       ("floating_share", "流动人口占比", "流动占比"), text(12))  # fmt: skip
PERSON_COLUMNS = (*(band.role for band in BANDS), "floating_persons")
KEY = Field("key", "楼栋编号", "building number",
            ("building_id", "id", "osm_id", "楼栋编号", "楼栋编码", "楼栋代码", "bldg_id", "编号"), text(120))  # fmt: skip


def settle_persons(
    records: Records, report: Report, stored: Sequence[Mapping[str, int]]
) -> dict[str, list[Any]]:
    """Floating persons as a count within the persons of the building; a row with more is rejected.

    stored: what is known of each row's building; it holds where the row tells nothing, and must still fit.
    """
    if not any(records.has(one.role) for one in (*BANDS, FLOATING, FLOATING_SHARE)):
        return {}
    found = []
    for place in range(len(records.row)):
        total = sum(_count_of(records, band.role, place, stored[place]) for band in BANDS)
        floating = _floating(records, place, total)
        after = stored[place].get("floating_persons", 0) if _says_no_floating(records, place) else floating
        if after is None or after > total:
            records.use[place] = False
            report.add(_floating_problem(records, place, after, total))
            floating = 0
        found.append(floating)
    has_floating = records.has(FLOATING.role) or records.has(FLOATING_SHARE.role)
    return {"floating_persons": found} if has_floating else {}


def _count_of(records: Records, role: str, place: int, stored: Mapping[str, int]) -> int:
    told = None if records.is_blank(role, place) else records.values[role][place]
    return stored.get(role, 0) if told is None else told


def _says_no_floating(records: Records, place: int) -> bool:
    return all(records.is_blank(one.role, place) for one in (FLOATING, FLOATING_SHARE))


def _floating(records: Records, place: int, total: int) -> int | None:
    """Floating persons as the row tells them, None where it tells none or an unreadable share."""
    if not records.is_blank(FLOATING.role, place):
        return records.values[FLOATING.role][place]
    if not records.is_blank(FLOATING_SHARE.role, place):
        return _of_share(records.values[FLOATING_SHARE.role][place], total)
    return None


def _floating_problem(records: Records, place: int, floating: int | None, total: int) -> Problem:
    row = int(records.row[place])
    if floating is None:
        zh = "流动人口占比无法识别，应为 0.35、35 或 35%"
        return Problem(
            "share_unreadable", zh, "its floating share is not understood; write 0.35, 35 or 35%", row
        )
    zh, en = f"流动人口 {floating} 超过总人数 {total}", f"{floating} floating persons of {total} in all"
    return Problem("floating_too_many", zh, en, row)


def _settle(records: Records, options: ImportOptions, report: Report) -> dict[str, list[Any]]:
    keys = row_keys(records, ())
    known = persons_by_key(keys, PERSON_COLUMNS)
    return settle_persons(records, report, [known.get(key, {}) for key in keys])


def _of_share(text_: str, total: int) -> int | None:
    """A count from a share such as 0.35, 35 or 35%; None where it is none."""
    told = str(text_).strip()
    try:
        share = float(told.rstrip("%％")) if told else 0.0
    except ValueError:
        return None
    if told.endswith(("%", "％")) or share > 1:
        share /= 100
    return round(share * total) if 0 <= share <= 1 else None


BUILDINGS = Kind(
    KindName.BUILDINGS,
    Shape.POLYGON,
    Building,
    (
        KEY,
        Field("use", "用途", "use", ("use", "building", "用途", "建筑用途", "类型", "type", "fclass"),
              word(USE_WORDS | words_of({use: (use, use) for use in USES}), "unknown", "unknown"), column="use"),
        Field("floors", "层数", "floors", ("floors", "levels", "building:levels", "层数", "楼层", "地上层数"),
              whole(300, empty=1), column="floors"),
        Field("built_year", "建成年份", "year built", ("built_year", "year", "建成年份", "建成年代"), whole(2200),
              column="built_year"),
        Field("address", "地址", "address", ("address", "addr", "地址", "门牌", "楼栋地址"), text(120), column="address"),
        HOUSEHOLDS,
        *BANDS,
        FLOATING,
        FLOATING_SHARE,
    ),
    (),
    settle=_settle,
    once=("households", "persons_0_14", "persons_15_59", "persons_60_79", "persons_80_plus", "floating_persons"),
)  # fmt: skip
