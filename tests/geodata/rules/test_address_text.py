"""One spelling for what is written in many."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.rules.address_text import normalise
from geodata.rules.chinese_numerals import read_numeral, write_numeral

SPELLINGS = {
    "spaces and full width": ("青莲 路　１８　号", "青莲路18号"),
    "numerals": ("青莲路三十二号", "青莲路32号"),
    "digit by digit": ("青莲路一二一号", "青莲路121号"),
    "a road keeps its numeral": ("三一街八号", "三一街8号"),
    "zhuang": ("翠林苑3幢", "翠林苑3栋"),
    "number of a house": ("翠林苑3号楼", "翠林苑3栋"),
    "seat": ("翠林苑A座", "翠林苑A栋"),
    "sharp sign": ("翠林苑3#", "翠林苑3栋"),
    "traditional": ("青蓮路18號東門", "青莲路18号东门"),
    "dashes": ("18－1—2–3", "18-1-2-3"),
    "brackets": ("【甲】［乙］", "(甲)(乙)"),
    "small letters": ("a座", "A栋"),
    "invisible signs": ("青莲\u200b路\u00a018\r\n号", "青莲路18号"),
    "nothing": ("", ""),
}


@pytest.mark.parametrize(("text", "plain"), SPELLINGS.values(), ids=SPELLINGS.keys())
def test_spellings_become_one(text: str, plain: str) -> None:
    assert normalise(text) == plain


@given(st.text())
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(st.text(alphabet="一二三十百号栋幢座楼#单元NO.x×路附之 　é\u0301ｱﾞ한ᄒ\u1161"))
def test_normalising_twice_changes_nothing_of_what_looks_like_an_address(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(st.integers(0, 99))
def test_a_number_below_100_is_read_back_from_its_signs(number: int) -> None:
    assert read_numeral(write_numeral(number)) == number


NUMERALS = {
    "一百零五": 105,
    "一百二十": 120,
    "二〇二": 202,
    "两千零一": 2001,
    "百": 100,
    "十十": None,
    "一二十": None,
    "": None,
}


@pytest.mark.parametrize(("text", "number"), NUMERALS.items(), ids=NUMERALS.keys())
def test_numerals_are_read(text: str, number: int | None) -> None:
    assert read_numeral(text) == number
