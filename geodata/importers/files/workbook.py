"""Rows of a spreadsheet (xlsx, xls): values as they are shown, dates as ISO text, the header found."""

import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from python_calamine import CalamineError, CalamineWorkbook, PasswordError, WorksheetNotFound, ZipError

from geodata.errors import ImportRefused
from geodata.importers.report import Problem, Severity

from .archive import DAMAGED_ZIP, UNKNOWN_METHOD, check_directory
from .batch import Batch
from .cell_texts import without_guard
from .contents import EncodingFound, LayerFound, Limits, Opened, ReadOptions, Reason
from .stored_batches import BATCH_RECORDS
from .table_header import Header, find_header

_ROWS_LOOKED_AT = 60
_ZIP = b"PK"
_XML_HEAD = 1 << 16
_DECLARES = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_WORKBOOK_PARTS = ("xl/workbook.xml", "xl/workbook.bin")
_OTHER_OFFICE = ("word/document.xml", "ppt/presentation.xml", "content.xml")


def is_packed_workbook(path: Path) -> bool:
    """Whether a zip file is a workbook; raises ImportRefused for another office file."""
    try:
        with zipfile.ZipFile(path) as opened:
            names = {name.lower() for name in opened.namelist()}
    except (*DAMAGED_ZIP, UNKNOWN_METHOD):
        return False
    if names.intersection(_WORKBOOK_PARTS):
        return True
    if names.intersection(_OTHER_OFFICE):
        raise ImportRefused(
            "这是 Word、PowerPoint 或 ODF 文件，表格请另存为 xlsx。",
            "this is a Word, PowerPoint or ODF file; save the table as xlsx.",
        )
    return "[content_types].xml" in names and any(name.startswith("xl/") for name in names)


def open_workbook(path: Path, options: ReadOptions) -> Opened:
    """A sheet's rows; raises ImportRefused where the file is no workbook or the sheet no table."""
    packed = _starts_with_zip(path)
    if packed:
        _check_parts(path, options.limits)
    workbook = _load(path)
    try:
        sheet, rows, others = _sheet(workbook, options.layer)
    except (CalamineError, ZipError, WorksheetNotFound, OverflowError, ValueError) as problem:
        raise _damaged(problem) from None
    header = find_header(rows[:_ROWS_LOOKED_AT], options.limits.columns)
    return Opened(
        format="xlsx" if packed else "xls",
        layers=tuple(
            LayerFound(name, -1 if name != sheet else len(rows) - header.rows, "")
            for name in workbook.sheet_names
        ),
        layer=sheet,
        columns=header.names,
        encoding=None
        if packed
        else EncodingFound("utf-16-le", True, Reason("由 xls 格式规定", "as the xls format says")),
        crs=None,
        batches=_batches(rows, header),
        problems=[*_remarks(packed, others, sheet), *header.problems],
    )


def _starts_with_zip(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(2) == _ZIP


def _check_parts(path: Path, limits: Limits) -> None:
    """Raise ImportRefused for a workbook that would inflate without measure or declares entities."""
    try:
        with zipfile.ZipFile(path) as opened:
            check_directory(opened.infolist(), limits)
            for info in opened.infolist():
                if info.filename.lower().endswith((".xml", ".rels")):
                    with opened.open(info) as part:
                        _refuse_entities(part.read(_XML_HEAD), info.filename)
    except (*DAMAGED_ZIP, UNKNOWN_METHOD) as problem:
        raise _damaged(problem) from None


def _refuse_entities(head: bytes, part: str) -> None:
    if _DECLARES.search(head.replace(b"\0", b"")):
        raise ImportRefused(
            f"工作簿的“{part[:60]}”含 DOCTYPE 或 ENTITY 声明，正常的 Excel 文件没有，拒绝读取。",
            f"part {part[:60]} of the workbook declares a DOCTYPE or ENTITY, which no ordinary Excel file does.",
        )


def _load(path: Path) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_path(str(path))
    except PasswordError:
        raise ImportRefused(
            "工作簿设有密码，请去掉密码后再试。", "the workbook has a password; remove it."
        ) from None
    except (CalamineError, ZipError, OSError, ValueError) as problem:
        raise _damaged(problem) from None


def _damaged(problem: Exception) -> ImportRefused:
    if "password" in str(problem).lower() or "encrypt" in str(problem).lower():
        return ImportRefused("工作簿设有密码，请去掉密码后再试。", "the workbook has a password; remove it.")
    detail = str(problem)[:80]
    return ImportRefused(
        f"工作簿已损坏或不是 Excel 文件（{detail}），请另存为 xlsx 后再试。",
        f"the workbook is damaged or no Excel file ({detail}); save it anew as xlsx.",
    )


def _sheet(workbook: CalamineWorkbook, wanted: str | None) -> tuple[str, list[list[Any]], int]:
    """Name and rows of the sheet asked for (else of the first that holds a table), and how many others do."""
    names = workbook.sheet_names
    if wanted is not None and wanted not in names:
        shown = "、".join(names[:40])
        raise ImportRefused(
            f"没有工作表“{wanted}”。现有：{shown}。", f"there is no sheet {wanted}. It has: {shown}."
        )
    if wanted is not None:
        return wanted, workbook.get_sheet_by_name(wanted).to_python(), 0
    tables = [(name, sheet) for name in names if (sheet := _table(workbook, name)) is not None]
    if not tables:
        raise ImportRefused("工作簿里没有表格。", "the workbook holds no table.")
    name, sheet = tables[0]
    return name, sheet.to_python(), len(tables) - 1


def _table(workbook: CalamineWorkbook, name: str) -> Any:
    """A sheet with at least a header and a row; None for an empty one, a chart or a single row."""
    try:
        sheet = workbook.get_sheet_by_name(name)
    except WorksheetNotFound:
        return None
    return sheet if sheet.height > 1 else None


def _remarks(packed: bool, others: int, sheet: str) -> list[Problem]:
    told = []
    if not packed:
        zh, en = (
            "这是旧版 xls 文件，日期和长编号请核对，建议另存为 xlsx",
            "this is an old xls file: check dates and long numbers, better save it as xlsx",
        )
        told.append(Problem("old_workbook", zh, en, severity=Severity.NOTICE))
    if others:
        zh, en = (
            f"另有 {others} 个工作表也有内容，读取的是“{sheet}”",
            f"{others} more sheets hold tables; {sheet} was read",
        )
        told.append(Problem("several_layers", zh, en, None, float(others), Severity.NOTICE))
    return told


def _batches(rows: list[list[Any]], header: Header) -> Iterator[Batch]:
    filled = (row for row in islice(rows, header.rows, None) if any(cell not in ("", None) for cell in row))
    first = 1
    while chunk := list(islice(filled, BATCH_RECORDS)):
        yield _batch(chunk, first, header.names)
        first += len(chunk)


def _batch(chunk: Sequence[Sequence[Any]], first: int, names: tuple[str, ...]) -> Batch:
    values = {name: [plain_value(row[place]) for row in chunk] for place, name in enumerate(names)}
    surplus = [
        _surplus(number, row, len(names))
        for number, row in enumerate(chunk, start=first)
        if any(cell not in ("", None) for cell in row[len(names) :])
    ]
    rows = np.arange(first, first + len(chunk), dtype=np.int64)
    return Batch(rows, values, None, surplus, len(chunk))


def _surplus(row: int, cells: Sequence[Any], width: int) -> Problem:
    number = sum(cell not in ("", None) for cell in cells[width:])
    return Problem(
        "cell_unnamed",
        f"有 {number} 个单元格在表头之外，未读取",
        f"{number} cells lie beyond the header and were not read",
        row,
        float(number),
        Severity.NOTICE,
    )


def plain_value(cell: Any) -> Any:
    """A cell as text, whole number, number, truth or None; moments as ISO text."""
    if isinstance(cell, str):
        text = without_guard(cell.strip())
        return text or None
    if isinstance(cell, bool) or cell is None:
        return cell
    if isinstance(cell, float):
        return int(cell) if cell.is_integer() and abs(cell) < 2**53 else cell
    if isinstance(cell, datetime | date | time):
        return cell.isoformat()
    return _duration(cell) if isinstance(cell, timedelta) else cell


def _duration(span: timedelta) -> str:
    minutes, seconds = divmod(int(span.total_seconds()), 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}:{seconds:02d}"
