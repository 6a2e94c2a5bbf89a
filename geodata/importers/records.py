"""From a file's contents to records by role: the wanted columns, cells read, faults reported row by row."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .columns import find_columns, option_of
from .fields import Field
from .files.contents import Contents
from .kind import Kind
from .options import ImportOptions
from .report import Problem, Report, Severity

_SHOWN = 40


def gather(
    contents: Contents, roles: dict[str, str]
) -> tuple[NDArray[np.int64], dict[str, list[Any]], NDArray[np.object_] | None]:
    """Row numbers, cells by role and geometries (None for a plain table) of all batches."""
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
    return row, cells, np.concatenate(shapes) if shapes else None


def roles_of(kind: Kind, contents: Contents, options: ImportOptions) -> dict[str, str]:
    """Role → column of the kind's fields; raises ImportRefused for a missing one."""
    return find_columns(contents.columns, kind.fields, options)


def parse(
    fields: Iterable[Field],
    cells: dict[str, list[Any]],
    row: NDArray[np.int64],
    options: ImportOptions,
    report: Report,
) -> tuple[dict[str, list[Any]], NDArray[np.bool_]]:
    """Values by role and which rows could be read; the others are reported."""
    use = np.ones(len(row), dtype=bool)
    values = {}
    for field in fields:
        if field.role in cells:
            values[field.role] = _column(field, cells[field.role], row, options, report, use)
            _notice_words(field, cells[field.role], options, report)
    return values, use


def _notice_words(field: Field, cells: list[Any], options: ImportOptions, report: Report) -> None:
    """Name the words nobody knows, with how often each stands there."""
    known = field.cell.known
    if known is None or not field.cell.other:
        return
    told = Counter(str(cell).strip() for cell in cells if cell not in (None, ""))
    for text, count in told.most_common():
        if options.words.get(text, text).lower() not in known:
            zh = f"不认识{field.zh}“{text[:60]}”，{count:,} 个记为“{field.cell.other}”"
            en = f"{field.en} {text[:60]!r} is unknown: {count:,} became {field.cell.other}"
            report.add(Problem("class_unknown", zh, en, None, float(count), Severity.NOTICE))


def _column(
    field: Field,
    cells: list[Any],
    row: NDArray[np.int64],
    options: ImportOptions,
    report: Report,
    use: NDArray[np.bool_],
) -> list[Any]:
    read, words = field.cell.read, options.words
    found: list[Any] = []
    for place, cell in enumerate(cells):
        try:
            value = read(words.get(cell, cell) if words and isinstance(cell, str) else cell)
            if field.filled and (value is None or value == ""):
                raise ValueError
        except (ValueError, OverflowError):
            use[place] = False
            report.add(_unreadable(field, cell, int(row[place])))
            value = None
        found.append(value)
    return found


def _unreadable(field: Field, cell: Any, row: int) -> Problem:
    told = "" if cell is None else str(cell).strip()[:_SHOWN]
    if not told:
        zh, en = f"没有{field.zh}", f"it has no {field.en}"
        return Problem("cell_missing", zh, en, row)
    zh = f"{field.zh}“{told}”无法识别，应为{field.cell.zh}（{option_of(field.role)}）"
    en = f"{field.en} {told!r} is not understood; expected {field.cell.en} ({option_of(field.role)})"
    return Problem("cell_unreadable", zh, en, row)
