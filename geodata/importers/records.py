"""From a file's contents to records by role: the wanted columns, cells read, faults reported row by row."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .columns import option_of
from .fields import Field
from .files.contents import Contents
from .report import Problem, Report, Severity

_SHOWN = 40


@dataclass(frozen=True)
class Gathered:
    """All records of a file: row numbers (n,), cells by role, geometries (n,) or None for a plain table."""

    row: NDArray[np.int64]
    cells: dict[str, list[Any]]
    geometry: NDArray[np.object_] | None


def gather(contents: Contents, roles: Mapping[str, str]) -> Gathered:
    """The records of all batches; roles: role → column, a column a batch lacks gives None."""
    rows: list[NDArray[np.int64]] = []
    cells: dict[str, list[Any]] = {role: [] for role in roles}
    shapes: list[NDArray[np.object_]] = []
    for batch in contents.batches():
        rows.append(batch.row)
        for role, column in roles.items():
            cells[role].extend(batch.values.get(column) or [None] * len(batch.row))
        if batch.geometry is not None:
            shapes.append(batch.geometry)
    row = np.concatenate(rows) if rows else np.empty(0, dtype=np.int64)
    return Gathered(row, cells, np.concatenate(shapes) if shapes else None)


@dataclass(frozen=True)
class CellReader:
    """Reads the cells of a file's rows field by field; use marks the rows that could be read so far."""

    row: NDArray[np.int64]
    words: Mapping[str, str]
    report: Report
    use: NDArray[np.bool_]

    def values(self, fields: Iterable[Field], cells: Mapping[str, list[Any]]) -> dict[str, list[Any]]:
        """Values by role; rows with a cell that cannot be read are reported and marked."""
        found = {}
        for field in fields:
            if field.role in cells:
                found[field.role] = self._column(field, cells[field.role])
                self._notice_words(field, cells[field.role])
        return found

    def _column(self, field: Field, cells: list[Any]) -> list[Any]:
        read, words = field.cell.read, self.words if field.has_words else {}
        found: list[Any] = []
        for place, cell in enumerate(cells):
            try:
                value = read(words.get(cell.strip(), cell) if words and isinstance(cell, str) else cell)
                if field.filled and (value is None or value == ""):
                    raise ValueError
            except (ValueError, OverflowError):
                self.use[place] = False
                self.report.add(_unreadable(field, cell, int(self.row[place])))
                value = None
            found.append(value)
        return found

    def _notice_words(self, field: Field, cells: list[Any]) -> None:
        """Name the words nobody knows, with how often each stands there."""
        known, other = field.cell.known, field.cell.other
        if known is None or not other:
            return
        told = Counter(str(cell).strip() for cell in cells if cell not in (None, ""))
        for text, count in told.most_common():
            if self.words.get(text, text).lower() not in known:
                zh = f"不认识{field.zh}“{text[:60]}”，{count:,} 个记为“{other}”"
                en = f"{field.en} {text[:60]!r} is unknown: {count:,} became {other}"
                self.report.add(Problem("class_unknown", zh, en, None, float(count), Severity.NOTICE))


def _unreadable(field: Field, cell: Any, row: int) -> Problem:
    told = "" if cell is None else str(cell).strip()[:_SHOWN]
    if not told:
        return Problem("cell_missing", f"没有{field.zh}", f"it has no {field.en}", row)
    zh = f"{field.zh}“{told}”无法识别，应为{field.cell.zh}（{option_of(field.role)}）"
    en = f"{field.en} {told!r} is not understood; expected {field.cell.en} ({option_of(field.role)})"
    return Problem("cell_unreadable", zh, en, row)
