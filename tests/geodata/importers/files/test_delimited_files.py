"""Delimited text: any separator, encoding and quoting; odd rows set aside one by one."""

import codecs

import pytest

from geodata.importers.files.contents import Limits
from tests.reference import reference_file

from .conftest import codes, column, read, refusal

CHINESE = "编号,名称\n1,盘龙区青云街道\n2,昆明市龙泉路社区\n"
TRADITIONAL = "編號,名稱\n1,臺北市大安區文化路\n2,高雄市苓雅區衛生所\n"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"], ids=["comma", "semicolon", "tab", "bar"])
def test_the_separator_is_found(made, delimiter):
    text = "名称,说明,经度\n甲,a;b|c,102.7\n乙,,102.8\n".replace(",", "\x00").replace("\x00", delimiter)
    if delimiter in ";|":
        text = text.replace("a;b|c", '"a;b|c"')
    contents = read(made("t.csv", text))
    assert contents.columns == ("名称", "说明", "经度")
    assert column(contents, "说明") == ["a;b|c", None]


def test_commas_inside_fields_do_not_win_over_the_real_separator(made):
    contents = read(made("t.csv", "name;place\na;1,5\nb;2,5\nc;3,5\n"))
    assert column(contents, "place") == ["1,5", "2,5", "3,5"]


ENCODED = {
    "utf-8": (CHINESE.encode(), "utf-8", []),
    "utf-8 with mark": (codecs.BOM_UTF8 + CHINESE.encode(), "utf-8", []),
    "gbk": (CHINESE.encode("gbk"), "gb18030", ["encoding_guessed"]),
    "big5": (TRADITIONAL.encode("big5"), "big5", ["encoding_guessed"]),
    "utf-16 le with mark": (codecs.BOM_UTF16_LE + CHINESE.encode("utf-16-le"), "utf-16-le", []),
    "utf-16 be with mark": (codecs.BOM_UTF16_BE + CHINESE.encode("utf-16-be"), "utf-16-be", []),
    "utf-16 le bare": (CHINESE.encode("utf-16-le"), "utf-16-le", ["encoding_guessed"]),
    "utf-16 be bare": (CHINESE.encode("utf-16-be"), "utf-16-be", ["encoding_guessed"]),
}  # fmt: skip


@pytest.mark.parametrize(("raw", "encoding", "told"), ENCODED.values(), ids=ENCODED.keys())
def test_every_encoding_of_a_table_is_read(made, raw, encoding, told):
    contents = read(made("t.csv", raw))
    assert contents.encoding.name == encoding
    assert [code for _, code, _ in codes(contents)] == told
    assert len(column(contents, contents.columns[1])) == 2
    assert "�" not in "".join([*contents.columns, *column(contents, contents.columns[1])])


def test_a_told_encoding_is_used_without_a_question(made):
    contents = read(made("t.csv", CHINESE.encode("gbk")), encoding="gbk")
    assert (contents.encoding.name, contents.encoding.sure, codes(contents)) == ("gb18030", True, [])


def test_a_told_encoding_that_does_not_fit_is_refused(made):
    assert "不是 utf-8" in refusal(made("t.csv", CHINESE.encode("gbk")), encoding="utf-8")


def test_an_unknown_encoding_is_refused(made):
    assert "klingon" in refusal(made("t.csv", CHINESE.encode("gbk")), encoding="klingon")


def test_one_damaged_byte_does_not_lose_a_gbk_file(made):
    raw = (CHINESE * 50).encode("gbk").replace("龙泉".encode("gbk"), b"\xff\xff\xc8\xaa", 1)
    contents = read(made("t.csv", raw))
    assert (contents.encoding.name, contents.rejected) == ("gb18030", 0)


def test_quotes_keep_separators_quotes_and_line_breaks(made):
    contents = read(made("t.csv", 'a,"b\r\nc"\r\n"1,2","say ""hi""\r\nthere"\r\n'))
    assert contents.columns == ("a", "b c")
    assert column(contents, "b c") == ['say "hi"\r\nthere']


def test_ragged_rows_are_rejected_one_by_one(made):
    contents = read(made("t.csv", "a,b\n1,2\n1\n1,2,3\n\n  ,\n5,6,,\n"))
    assert codes(contents) == [(2, "cell_count", "rejected"), (3, "cell_count", "rejected")]
    assert column(contents, "a") == ["1", "5"]
    assert (contents.read, contents.rejected) == (4, 2)


def test_a_misplaced_quote_loses_its_row_only(made):
    contents = read(made("t.csv", 'a,b\n1,"x"y\n2,z\n'))
    assert codes(contents) == [(1, "quote_misplaced", "rejected")]
    assert column(contents, "b") == ["z"]


REFUSED = {
    "quote never closed": ('a,b\n1,"x\n2,y\n', "引号"),
    "quote swallows the file": ('a,b\n1,"' + "x\n" * 200_000, "引号"),
    "one column": ("WKT\nPOINT (1 2)\n", "一列"),
    "only blanks": ("\n \n\n", "没有任何文字"),
    "too many columns": (",".join(f"c{n}" for n in range(600)) + "\n", "600"),
    "one name throughout": (",".join(["WKT"] * 101) + "\n" + "," * 100 + "\n", "同名"),
    "zero bytes": ("name,lon\n甲,102\0\n", "NUL"),
    "a zero byte far in": ("name,lon\n" + "甲,102\n" * 50_000 + "\0", "NUL"),
    "a web page": ("<!DOCTYPE html><html><body>404</body></html>", "HTML"),
    "one endless line": ("a" * 5_000_000 + ",b\n", "字符"),
}


@pytest.mark.parametrize(("content", "said"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_no_table_is_refused(made, content, said):
    assert said in refusal(made("t.csv", content))


def test_the_limit_of_columns_is_the_callers(made):
    assert "3 列" in refusal(made("t.csv", "a,b,c\n1,2,3\n"), limits=Limits(columns=2))


def test_names_that_occur_twice_are_numbered(made):
    contents = read(made("t.csv", "a,a,,a_2\n1,2,3,4\n"))
    assert contents.columns == ("a", "a_3", "第 3 列", "a_2")
    assert [code for _, code, _ in codes(contents)] == ["column_twice", "column_unnamed"]


def test_a_table_without_a_header_keeps_its_first_row(made):
    contents = read(made("t.csv", "医院,102.71,25.03\n学校,102.72,25.04\n"))
    assert contents.columns == ("第 1 列", "第 2 列", "第 3 列")
    assert column(contents, "第 1 列") == ["医院", "学校"]
    assert [code for _, code, _ in codes(contents)] == ["header_missing"]


def test_years_may_name_columns(made):
    contents = read(made("t.csv", "社区,2022,2023\n龙泉,10,12\n"))
    assert contents.columns == ("社区", "2022", "2023")


def test_title_rows_above_the_header_are_skipped(made):
    contents = read(made("t.csv", "盘龙区事件统计表,,\n2024 年 5 月,,\n编号,时间,地点\n1,5-1,龙泉路\n"))
    assert contents.columns == ("编号", "时间", "地点")
    assert codes(contents) == [(None, "title_rows", "notice")]
    assert column(contents, "编号") == ["1"]


def test_a_column_the_header_leaves_out_is_kept(made):
    contents = read(made("t.csv", "id,name\n1,a,x\n2,b,y\n"))
    assert contents.columns == ("id", "name", "第 3 列")
    assert column(contents, "第 3 列") == ["x", "y"]


FORMULAS = ["=1+1", "+86 871", "-5", "@here", '=HYPERLINK("http://127.0.0.1/x")']


@pytest.mark.parametrize("text", FORMULAS)
def test_formula_signs_stay_text_and_our_own_guard_is_taken_off(made, text):
    quoted = text.replace('"', '""')
    contents = read(made("t.csv", f'a,b\n"{quoted}","\'{quoted}"\n\'tis,\'\n'))
    assert column(contents, "a") == [text, "'tis"]
    assert column(contents, "b") == [text, "'"]


def test_the_flood_events_are_read_with_their_slashes(made):
    contents = read(reference_file("kunming/昆明积水近三年公开场次-2023至2026.csv"))
    assert contents.columns == ("场次日期", "区县", "主要路段", "深度或状态", "来源", "URL", "可信度")
    assert contents.rejected == 0
    assert column(contents, "区县")[0] == "官渡/盘龙/西山"
