"""Spreadsheets: sheets as layers, headers under titles, plain values, and hostile parts refused."""

import struct
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from tests.reference import reference_file

from .conftest import codes, column, read, refusal, refusal_apart


@pytest.fixture
def book(tmp_path: Path) -> Callable[..., Path]:
    """A function that writes sheets (name → rows) and returns the workbook."""

    def write(name: str = "book.xlsx", **sheets: list[list[Any]]) -> Path:
        with xlsxwriter.Workbook(
            str(tmp_path / name), {"default_date_format": "yyyy-mm-dd hh:mm:ss"}
        ) as workbook:
            for title, rows in sheets.items():
                sheet = workbook.add_worksheet(title)
                for place, row in enumerate(rows):
                    for at, cell in enumerate(row):
                        if isinstance(cell, str) and cell.startswith("="):
                            sheet.write_string(place, at, cell)
                        else:
                            sheet.write(place, at, cell)
        return tmp_path / name

    return write


@pytest.fixture
def part_changed() -> Callable[..., Path]:
    """A function that rewrites one part of a workbook."""

    def write(path: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
        with zipfile.ZipFile(path) as old:
            parts = {name: old.read(name) for name in old.namelist()}
        parts[part] = change(parts[part])
        changed = path.with_name("changed.xlsx")
        with zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
            for name, content in parts.items():
                new.writestr(name, content)
        return changed

    return write


def test_cells_come_as_plain_values(book):
    moment = datetime(2024, 5, 1, 8, 30)  # noqa: DTZ001 - spreadsheets know no zone
    rows = [
        ["文字", "整数", "小数", "真假", "时刻", "日期", "空"],
        [" 盘龙 ", 530103.0, 102.7, True, moment, date(2024, 5, 1), None],
        ["x", 1, 2.5, False, moment, date(2024, 5, 2), None],
    ]
    contents = read(book(一=rows))
    assert contents.format == "xlsx"
    assert [column(contents, name)[0] for name in contents.columns[:4]] == ["盘龙", 530103, 102.7, True]
    assert type(column(contents, "整数")[0]) is int
    assert column(contents, "时刻")[0] == "2024-05-01T08:30:00"
    assert column(contents, "日期")[0].startswith("2024-05-01")


def test_a_formula_is_read_as_its_result(tmp_path):
    with xlsxwriter.Workbook(str(tmp_path / "f.xlsx")) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, ["a", "b"])
        sheet.write(1, 0, 1)
        sheet.write_formula(1, 1, "=A2*42", None, 42)
    assert column(read(tmp_path / "f.xlsx"), "b") == [42]


def test_a_text_that_looks_like_a_formula_stays_text_and_our_guard_is_taken_off(book):
    contents = read(book(一=[["a", "b"], ["=1+1", "'=1+1"]]))
    assert (column(contents, "a"), column(contents, "b")) == (["=1+1"], ["=1+1"])


def test_sheets_are_layers_and_the_first_that_holds_a_table_is_read(book):
    path = book(封面=[["盘龙区"]], 事件=[["a", "b"], [1, 2]], 部件=[["a", "b"], [3, 4]])
    contents = read(path)
    assert [layer.name for layer in contents.layers] == ["封面", "事件", "部件"]
    assert (contents.layer, column(contents, "b")) == ("事件", [2])
    assert "several_layers" in [code for _, code, _ in codes(contents)]
    assert column(read(path, layer="部件"), "b") == [4]
    assert "没有工作表" in refusal(path, layer="无")


def test_titles_and_merged_rows_above_the_header_are_skipped(tmp_path):
    with xlsxwriter.Workbook(str(tmp_path / "m.xlsx")) as workbook:
        sheet = workbook.add_worksheet()
        sheet.merge_range(0, 0, 0, 3, "盘龙区事件统计表")
        sheet.write(1, 3, "2024 年 5 月")
        sheet.write_row(3, 0, ["编号", "时间", "经度", "纬度"])
        sheet.write_row(4, 0, ["A1", "5-1", 102.7, 25.0])
    contents = read(tmp_path / "m.xlsx")
    assert contents.columns == ("编号", "时间", "经度", "纬度")
    assert codes(contents) == [(None, "title_rows", "notice")]
    assert column(contents, "编号") == ["A1"]


def test_empty_rows_are_no_records_and_cells_beyond_the_header_are_told(book):
    contents = read(book(一=[["a", "b"], [None, None], [1, 2], [3, 4, "旁注"]]))
    assert (contents.read, column(contents, "a")) == (2, [1, 3])
    assert codes(contents) == [(2, "cell_unnamed", "notice")]


def test_a_claimed_dimension_is_not_believed(book, part_changed):
    path = book(一=[["a", "b"], [1, 2]])
    sheet = "xl/worksheets/sheet1.xml"
    huge = part_changed(path, sheet, lambda xml: xml.replace(b'ref="A1:B2"', b'ref="A1:XFD1048576"'))
    assert column(read(huge), "b") == [2]


def test_a_cell_at_the_far_corner_does_not_take_the_machine(book, part_changed):
    path = book(一=[["a", "b"], [1, 2]])
    sheet = "xl/worksheets/sheet1.xml"
    far = part_changed(
        path,
        sheet,
        lambda xml: xml.replace(b'<c r="B2"', b'<c r="XFD1048576"').replace(
            b'<row r="2"', b'<row r="1048576"'
        ),
    )
    assert refusal_apart(far)


def test_entities_are_refused(book, part_changed):
    laughs = b'<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    path = part_changed(
        book(一=[["a", "b"], ["x", "y"]]),
        "xl/sharedStrings.xml",
        lambda xml: xml.replace(b"<sst", laughs + b"<sst", 1),
    )
    assert "ENTITY" in refusal(path)


def test_a_workbook_that_inflates_without_measure_is_refused(book, part_changed):
    path = part_changed(
        book(一=[["a", "b"], ["x", "y"]]), "xl/styles.xml", lambda xml: xml + b" " * (200 << 20)
    )
    assert "膨胀" in refusal(path)


OTHERS = {
    "a password": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "a cut workbook": None,
    "an ole file of another kind": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"WordDocument" * 100,
}


@pytest.mark.parametrize("content", OTHERS.values(), ids=OTHERS.keys())
def test_what_is_no_workbook_is_refused(made, book, content):
    whole = book(一=[["a", "b"], [1, 2]]).read_bytes()
    assert refusal(made("x.xlsx", content if content is not None else whole[:-200]))


@pytest.mark.parametrize("fault", ["damaged bytes", "unknown method"])
def test_a_workbook_whose_parts_cannot_be_unpacked_is_refused(book, fault):
    path = book(一=[["a", "b"], [1, 2]])
    with zipfile.ZipFile(path) as archive:
        part = archive.infolist()[0]
    raw = bytearray(path.read_bytes())
    if fault == "damaged bytes":
        start = part.header_offset + 30 + len(part.filename)
        raw[start : start + 20] = b"\xff" * 20
    else:
        struct.pack_into("<H", raw, part.header_offset + 8, 99)
        struct.pack_into("<H", raw, raw.index(b"PK\x01\x02") + 10, 99)
    path.write_bytes(raw)
    assert "工作簿已损坏" in refusal(path)


def test_a_word_file_is_refused_with_advice(zipped):
    assert "xlsx" in refusal(
        zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"}, "a.docx")
    )


def test_a_workbook_without_any_table_is_refused(book):
    assert "没有表格" in refusal(book(一=[], 二=[["只有一格"]]))


def test_a_sheet_that_claims_many_rows_gives_those_it_has():
    contents = read(reference_file("case_text/taidi2020C_附件2.xlsx"))
    assert contents.read == 495


def test_an_old_workbook_gives_dates_times_and_accents():
    contents = read(reference_file("odd/gdal_xls_test972000xp/test972000xp.xls"))
    assert contents.format == "xls"
    assert column(contents, "ThirdCol")[2] == "Val_avec_é"
    assert column(contents, "FifthCol")[1:] == ["1980-01-02T12:34:56", time(12, 34, 56).isoformat()]
