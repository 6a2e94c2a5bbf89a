"""Blocks with households from a plain file, as a coverage in metres, read without any database."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from geodata.analysis.block_noding import node_blocks
from geodata.errors import ImportRefused

from .codes import plain_text
from .fields import plain_number
from .files.contents import Contents
from .plain_polygons import Measure, PlainPolygons, Reading, plain_of, read_plain_file
from .report import Problem, Severity

_MOST_SHOWN = 40


@dataclass(frozen=True)
class FileBlocks:
    """Blocks that fit together: polygon (n,) in metres of `measure`, households (n,), row (n,) in the file from 1.

    parent: (n,) position in parents, the values of the parent column ("" for all where none was named).
    """

    polygon: NDArray[np.object_]
    households: NDArray[np.float64]
    parent: NDArray[np.int64]
    parents: tuple[str, ...]
    row: NDArray[np.int64]
    read: int
    measure: Measure
    problems: list[Problem]


def read_blocks(reading: Reading, households: str, parent: str | None = None) -> FileBlocks:
    """The blocks of a file; raises ImportRefused where the file, a column or a count cannot be used."""
    contents = read_plain_file(reading)
    for column in (households, parent):
        if column is not None and column not in contents.columns:
            raise _no_column(column, contents)
    plain = plain_of(contents, reading)
    if not len(plain.polygon):
        raise ImportRefused(
            f"“{contents.name}”里没有面，需要街块的面。",
            f"{contents.name} has no polygons; blocks are polygons.",
        )
    problems = list(plain.problems)
    polygon, kept = _fitting(plain, problems)
    row = np.array(plain.row, dtype=np.int64)[kept]
    counts = _counts(_column(contents, households), row, households, problems)
    names = [""] * len(row) if parent is None else _names(_column(contents, parent), row)
    parents, number = np.unique(np.array(names, dtype=object), return_inverse=True)
    return FileBlocks(
        polygon[kept],
        counts,
        number.astype(np.int64),
        tuple(parents.tolist()),
        row,
        plain.read,
        plain.measure,
        problems,
    )


def _fitting(plain: PlainPolygons, problems: list[Problem]) -> tuple[NDArray[np.object_], NDArray[np.int64]]:
    """The polygons as a valid coverage, and which of them are left."""
    if shapely.coverage_is_valid(plain.polygon):
        return plain.polygon, np.arange(len(plain.polygon))
    noded = node_blocks(plain.polygon)
    zh = (
        f"街块的边界没有完全对齐，已按 1 厘米网格重新对齐：重叠 {noded.overlap_m2:.2f} m² 归前一个街块，"
        f"形状共改变 {noded.changed_m2:.2f} m²；请用 check_coverage 查看"
    )
    en = (
        f"the blocks' borders do not fit exactly and were noded on a 1 cm grid: {noded.overlap_m2:.2f} m² of overlap "
        f"went to the first block, shapes changed by {noded.changed_m2:.2f} m²; see check_coverage"
    )
    problems.append(
        Problem("blocks_noded", zh, en, measure=round(noded.changed_m2, 4), severity=Severity.NOTICE)
    )
    left = np.array([shape is not None for shape in noded.polygon])
    problems += [_covered(plain.row[place]) for place in np.flatnonzero(~left)]
    return noded.polygon, np.flatnonzero(left)


def _covered(row: int) -> Problem:
    return Problem("block_covered", "被前面的街块完全覆盖，未采用", "earlier blocks cover it; left out", row)


def _column(contents: Contents, column: str) -> dict[int, Any]:
    """Row → value."""
    found: dict[int, Any] = {}
    for batch in contents.batches():
        found.update(zip(batch.row.tolist(), batch.values[column], strict=True))
    return found


def _counts(
    values: dict[int, Any], row: NDArray[np.int64], column: str, problems: list[Problem]
) -> NDArray[np.float64]:
    counts = np.zeros(len(row))
    for place, number in enumerate(row.tolist()):
        value = values.get(number)
        count = _number(value)
        if count is None:
            problems.append(_no_count(column, value, number))
        elif not 0 <= count < np.inf:
            raise ImportRefused(
                f"第 {number} 行的“{column}”是 {plain_text(value)}，户数不能小于 0。",
                f"row {number} has {plain_text(value)} in {column}; households cannot be below 0.",
            )
        else:
            counts[place] = count
    return counts


def _number(value: Any) -> float | None:
    """The number in a cell; None where there is none."""
    try:
        count = None if isinstance(value, bool) else plain_number(value)
    except ValueError:
        return None
    return None if count is None or np.isnan(count) else count


def _no_count(column: str, value: Any, row: int) -> Problem:
    shown = plain_text(value)[:_MOST_SHOWN] if value is not None else ""
    zh = f"“{column}”是“{shown}”，不是数，按 0 户计算"
    en = f'{column} is "{shown}", no number; counted as 0 households'
    return Problem("households_missing", zh, en, row, severity=Severity.NOTICE)


def _names(values: dict[int, Any], row: NDArray[np.int64]) -> list[str]:
    """The parent of each row as text; numbers lose a decimal point that is none."""
    return [plain_text(_whole(values.get(number))) for number in row.tolist()]


def _whole(value: Any) -> Any:
    if value is None:
        return ""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _no_column(column: str, contents: Contents) -> ImportRefused:
    shown = "、".join(contents.columns[:_MOST_SHOWN]) or "（没有）"
    return ImportRefused(
        f"没有名为“{column}”的列。现有列：{shown}。",
        f"there is no column {column}. Columns: {', '.join(contents.columns[:_MOST_SHOWN]) or '(none)'}.",
    )
