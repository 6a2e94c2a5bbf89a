"""Tables from CSV text: columns by name, ragged rows aside, broken files refused with a line."""

import io

import pytest

from geodata.errors import ImportRefused
from geodata.importers.columns import Wanted
from geodata.importers.delimited import Table, read_table
from geodata.importers.reading import Text

WANTED = {
    "name": Wanted("--name", None, ("name", "名称")),
    "lon": Wanted("--lon", None, ("lon", "经度")),
    "phone": Wanted("phone", None, ("phone",), required=False),
}


def table_of(content: str, wanted: dict[str, Wanted] = WANTED) -> Table:
    body = io.TextIOWrapper(io.BytesIO(content.encode()), encoding="utf-8-sig", newline="")
    return read_table(Text(body, "utf-8", False), wanted)


def refusal_of(content: str, wanted: dict[str, Wanted] = WANTED) -> str:
    with pytest.raises(ImportRefused) as refused:
        table_of(content, wanted)
    return str(refused.value)


READABLE = {
    "plain": "name,lon\n甲,1\n乙,2\n",
    "byte order mark": "\ufeffname,lon\n甲,1\n乙,2\n",
    "windows line ends": "name,lon\r\n甲,1\r\n乙,2\r\n",
    "no last line end": "name,lon\n甲,1\n乙,2",
    "semicolons": "name;lon\n甲;1\n乙;2\n",
    "tabs": "name\tlon\n甲\t1\n乙\t2\n",
    "Chinese header, blanks, order": " 经度 , 名称 \n1, 甲\n2 ,乙\n",
    "capitals": "NAME,Lon\n甲,1\n乙,2\n",
    "blank lines": "name,lon\n\n甲,1\n , \n乙,2\n\n",
}


@pytest.mark.parametrize("content", READABLE.values(), ids=READABLE.keys())
def test_columns_are_found(content):
    table = table_of(content)
    assert table.columns["name"] == ["甲", "乙"]
    assert table.columns["lon"] == ["1", "2"]
    assert (table.row, table.read, table.problems, table.has("phone")) == ([1, 2], 2, [], False)


def test_a_quoted_cell_may_hold_separators_and_line_ends():
    assert table_of('name,lon\n"甲,\n乙",1\n').columns["name"] == ["甲,\n乙"]


def test_a_missing_column_is_named_with_those_there_are():
    assert "没有名为“x”的列（--name）。现有列：name、lon" in refusal_of(
        "name,lon\n", {"name": Wanted("--name", "x")}
    )
    assert "--lon" in refusal_of("name,经,纬\n甲,1,2\n")
    assert "a" in refusal_of("a\n1\n")


def test_two_columns_of_one_name_must_be_told_apart():
    assert "2 列可用作 --lon" in refusal_of("name,lon,经度\n")


BROKEN = {
    "open quote": ('name,lon\n甲,1\n"乙,2\n', "第 3 行"),
    "quote in the middle": ('name,lon\n"甲"x,1\n', "第 2 行"),
    "huge cell": (f"name,lon\n{'甲' * 200_000},1\n", "第 2 行"),
    "no text": ("\n \n", "没有任何文字"),
}


@pytest.mark.parametrize(("content", "said"), BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_file_is_refused_with_its_line(content, said):
    assert said in refusal_of(content)


def test_rows_of_another_width_are_set_aside_with_their_number():
    table = table_of("name,lon\n甲,1\n乙\n丙,3,4\n丁,4\n")
    assert table.columns["name"] == ["甲", "丁"]
    assert (table.row, table.read) == ([1, 4], 4)
    assert [(problem.row, problem.code, problem.measure) for problem in table.problems] == [
        (2, "cell_count", 1.0),
        (3, "cell_count", 3.0),
    ]


def test_a_header_alone_is_a_table_without_rows():
    assert table_of("name,lon\n").read == 0
