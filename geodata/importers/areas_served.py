"""The areas a row says somebody serves: codes or names, several in one cell."""

import re
from typing import Any

from geodata.queries.areas import area_ids_by_word

from .fields import Field, text
from .kind import Records
from .report import Problem, Report

AREAS = Field("areas", "负责网格", "areas served",
              ("areas", "grids", "grid", "网格", "负责网格", "网格编码", "网格代码",
               "覆盖网格", "责任区"), text(2000))  # fmt: skip
_BETWEEN = re.compile(r"[、,，;；/\s]+")


def find_areas(records: Records, report: Report) -> dict[str, list[Any]]:
    """Ids of the areas of each row, by code or by a name that only one area has; unknown ones are reported.

    An empty cell tells nothing (None): the areas known stay.
    """
    if not records.has("areas"):
        return {}
    told = [[word for word in _BETWEEN.split(cell or "") if word] for cell in records.values["areas"]]
    known = area_ids_by_word({word for words in told for word in words})
    found: list[list[int] | None] = []
    for place, words in enumerate(told):
        unknown = [word for word in words if len(known.get(word, ())) != 1]
        if unknown and records.use[place]:
            records.use[place] = False
            report.add(_unknown(unknown[0], len(known.get(unknown[0], ())), int(records.row[place])))
        served = [known[word][0] for word in words if len(known.get(word, ())) == 1]
        found.append(served if words else None)
    return {"areas": found}


def _unknown(word: str, count: int, row: int) -> Problem:
    if count:
        zh, en = (
            f"有 {count} 个区域都叫“{word[:30]}”，请写代码",
            f"{count} areas are called {word[:30]!r}; write the code",
        )
    else:
        zh, en = (
            f"没有区域“{word[:30]}”，请写代码或名称",
            f"there is no area {word[:30]!r}; write its code or name",
        )
    return Problem("area_unknown", zh, en, row)
