"""Which row of a table is its header, and the names of its columns."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from geodata.errors import ImportRefused
from geodata.importers.report import Problem, Severity

# Titles, dates of issue and merged group names stand in at most so many rows above the header.
_ROWS_LOOKED_AT = 20
# A header names at least this share of the columns that the fullest row fills.
_FULL_ENOUGH = 0.6
_MOST_OF_ONE_NAME = 20
_LONGEST_NAME = 200
_YEAR = re.compile(r"(19|20)\d\d")


@dataclass(frozen=True)
class Header:
    """The names of the columns, the number of rows up to and with the header, and what is to be said of it."""

    names: tuple[str, ...]
    rows: int
    problems: tuple[Problem, ...]


def find_header(rows: Sequence[Sequence[Any]], most_columns: int) -> Header:
    """The header among a table's first rows; raises ImportRefused where these are no table with one.

    rows: cells as values (text, numbers, None), at least as many as may stand above and in a header.
    """
    filled = [sum(not _is_empty(cell) for cell in row) for row in rows]
    if not any(filled):
        raise ImportRefused("表格是空的。", "the table is empty.")
    _check_width(max(len(row) for row in rows), max(filled), most_columns)
    place = _place(rows, filled)
    if place is None:
        return _without_header(rows, filled)
    widened = _widened(rows[place], rows[place + 1 :])
    names, problems = _names(widened, len(widened) - _filled_width(rows[place]))
    if above := sum(count > 0 for count in filled[:place]):
        zh, en = (
            f"表头在第 {place + 1} 行，其上 {above} 行标题未读取",
            f"the header is row {place + 1}; {above} title rows above it were skipped",
        )
        problems.append(Problem("title_rows", zh, en, None, float(above), Severity.NOTICE))
    return Header(names, place + 1, tuple(problems))


def _check_width(width: int, filled: int, most: int) -> None:
    if width > most:
        raise ImportRefused(
            f"表格有 {width:,} 列，上限为 {most:,}；请删去不需要的列。",
            f"the table has {width:,} columns, the limit is {most:,}; remove those not needed.",
        )
    if filled < 2:
        raise ImportRefused(
            "表格只有一列，看不出是什么；请检查分隔符，数据至少需要两列。",
            "the table has a single column; check the delimiter, at least two columns are needed.",
        )


def _place(rows: Sequence[Sequence[Any]], filled: Sequence[int]) -> int | None:
    """The first row that names most columns and holds no number."""
    enough = max(2, _FULL_ENOUGH * max(filled[: _ROWS_LOOKED_AT * 2]))
    for place in range(min(len(rows), _ROWS_LOOKED_AT)):
        if filled[place] >= enough:
            return place if _names_things(rows[place]) else None
    return 0


def _names_things(row: Sequence[Any]) -> bool:
    """Whether a row reads as names: years may be among them, but no decimals and no majority of other numbers."""
    texts = [str(cell).strip() for cell in row if not _is_empty(cell)]
    numbers = [text for text in texts if _is_number(text) and not _YEAR.fullmatch(text)]
    return not any("." in text for text in numbers) and len(numbers) * 2 <= len(texts)


def _without_header(rows: Sequence[Sequence[Any]], filled: Sequence[int]) -> Header:
    width = max(len(row) for row in rows)
    first = next(place for place, count in enumerate(filled) if count >= 2)
    zh, en = "没有表头，各列按“第 1 列”起命名", "there is no header; the columns are named by number"
    names = tuple(f"第 {number} 列" for number in range(1, width + 1))
    return Header(names, first, (Problem("header_missing", zh, en, severity=Severity.NOTICE),))


def _widened(row: Sequence[Any], below: Sequence[Sequence[Any]]) -> list[Any]:
    """The header with unnamed columns added where every row below it has the same surplus of filled cells."""
    widths = {_filled_width(one) for one in below if _filled_width(one)}
    surplus = min(widths, default=0) - _filled_width(row)
    cells = list(row)[: _filled_width(row)]
    first = len(cells) + 1
    return (
        cells + [f"第 {first + number} 列" for number in range(max(surplus, 0))]
        if len(widths) == 1
        else cells
    )


def _filled_width(row: Sequence[Any]) -> int:
    """How many cells a row has up to its last filled one."""
    return next((len(row) - place for place, cell in enumerate(reversed(row)) if not _is_empty(cell)), 0)


def _names(row: Sequence[Any], added: int) -> tuple[tuple[str, ...], list[Problem]]:
    cells = ["" if _is_empty(cell) else " ".join(str(cell).split())[:_LONGEST_NAME] for cell in row]
    while cells and not cells[-1]:
        cells.pop()
    _refuse_repeated(cells)
    names: list[str] = []
    taken = set(cells)
    seen: set[str] = set()
    for number, cell in enumerate(cells, start=1):
        name = cell or f"第 {number} 列"
        if name in seen:
            name = _free(name, taken | seen)
        seen.add(name)
        names.append(name)
    return tuple(names), _remarks(cells, added)


def _refuse_repeated(cells: Sequence[str]) -> None:
    name, count = Counter(cell for cell in cells if cell).most_common(1)[0]
    if count > _MOST_OF_ONE_NAME:
        raise ImportRefused(
            f"有 {count} 列同名“{name[:40]}”，无法区分，请改列名。",
            f"{count} columns are all named {name[:40]}; rename them.",
        )


def _free(name: str, taken: set[str]) -> str:
    number = 2
    while f"{name}_{number}" in taken:
        number += 1
    return f"{name}_{number}"


def _remarks(cells: Sequence[str], added: int) -> list[Problem]:
    twice = sorted(name for name, count in Counter(cells).items() if name and count > 1)
    empty = cells.count("") + added
    told = []
    if twice:
        shown = "、".join(twice[:10])
        told.append(
            Problem(
                "column_twice",
                f"列名重复（{shown}），后面的加了编号",
                f"column names occur twice ({shown}); the later ones were numbered",
                None,
                float(len(twice)),
                Severity.NOTICE,
            )
        )
    if empty:
        zh, en = f"{empty} 列没有列名，按位置命名", f"{empty} columns have no name and were named by place"
        told.append(Problem("column_unnamed", zh, en, None, float(empty), Severity.NOTICE))
    return told


def _is_empty(cell: Any) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
