"""An Excel workbook, row by row: a frozen header, widths, real dates, codes as text; a second sheet tells about it."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from django.utils import timezone
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from geodata.errors import ExportRefused
from geodata.exporters.cells import guarded, moment_text
from geodata.exporters.place_columns import place_cells, place_titles
from geodata.exporters.table import Table

MOST_ROWS = 1_048_575
_ABOUT = "说明"
_PLACE_WIDTH = 16
_FORMS = ("yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss")
# Opening the file must never run or link anything.
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


@dataclass(frozen=True)
class _Forms:
    """How days and moments are shown."""

    day: Format
    moment: Format


def write_xlsx(path: Path, table: Table) -> None:
    """Write the rows below a frozen header; raises ExportRefused where a sheet does not hold them all."""
    with xlsxwriter.Workbook(str(path), _OPTIONS | {"tmpdir": str(path.parent)}) as book:
        book.set_properties({"title": table.name, "comments": table.about_text()})
        sheet = book.add_worksheet(table.name[:31])
        forms = _Forms(*(book.add_format({"num_format": form}) for form in _FORMS))
        titles = [*table.titles(), *place_titles(table)]
        for place, column in enumerate(table.columns):
            sheet.set_column(place, place, column.width)
        sheet.set_column(len(table.columns), len(titles), _PLACE_WIDTH)
        sheet.freeze_panes(1, 0)
        bold = book.add_format({"bold": True})
        for place, title in enumerate(titles):
            sheet.write_string(0, place, title, bold)
        _write_rows(sheet, table, forms)
        about = book.add_worksheet(_ABOUT)
        about.set_column(0, 0, 100)
        about.write_string(0, 0, table.about_text(), book.add_format({"text_wrap": True, "valign": "top"}))


def _write_rows(sheet: Worksheet, table: Table, forms: _Forms) -> None:
    number = 0
    for chunk in table.chunks:
        if number + len(chunk.rows) > MOST_ROWS:
            raise too_many_rows()
        for row, place in zip(chunk.rows, place_cells(table, chunk), strict=True):
            number += 1
            for at, value in enumerate((*row, *place)):
                _write(sheet, (number, at), value, forms)


def _write(sheet: Worksheet, cell: tuple[int, int], value: Any, forms: _Forms) -> None:
    if value is None or value == "":
        return
    if isinstance(value, str):
        sheet.write_string(*cell, guarded(value))
    elif isinstance(value, bool):
        sheet.write_boolean(*cell, value)
    elif isinstance(value, datetime):
        _write_moment(sheet, cell, value, forms.moment)
    elif isinstance(value, date):
        sheet.write_datetime(*cell, value, forms.day)
    else:
        sheet.write_number(*cell, value)


def _write_moment(sheet: Worksheet, cell: tuple[int, int], value: datetime, form: Format) -> None:
    """A moment as a date cell in local time; as text with all digits where a cell would round it."""
    if value.microsecond:
        sheet.write_string(*cell, moment_text(value))
    else:
        sheet.write_datetime(*cell, timezone.localtime(value).replace(tzinfo=None), form)


def too_many_rows() -> ExportRefused:
    """The refusal of more rows than a sheet holds."""
    return ExportRefused(
        f"超过一个工作表的 {MOST_ROWS:,} 行。请改用 CSV 或 GeoPackage，或缩小日期、区域范围。",
        f"these are more than the {MOST_ROWS:,} rows of a sheet; use CSV or GeoPackage, or fewer days or areas.",
    )
