"""The encoding of texts, by what is told, declared or evident; cut and garbled texts."""

import pytest

from geodata.errors import ImportRefused
from geodata.importers.files.chinese_text import is_garbled
from geodata.importers.files.encodings import (
    decode_cut,
    encoding_of_ldid,
    find_encoding,
    known_encoding,
    utf16_without_mark,
)

SIMPLIFIED = ["盘龙区", "青云街道办事处", "昆明市第一人民医院", "龙泉路 123 号", "社区卫生服务中心"]
TRADITIONAL = ["臺北市大安區", "高雄市苓雅區", "新北市板橋區文化路", "衛生所"]
LATIN = ["Zürich", "Val_avec_é", "Ærø", "Málaga"]

# texts, written as, declared, told → used, sure
TABLE = {
    "ascii only": (["Main Street 1"], "ascii", None, None, "utf-8", True),
    "utf-8 undeclared": (SIMPLIFIED, "utf-8", None, None, "utf-8", True),
    "utf-8 declared": (SIMPLIFIED, "utf-8", "UTF-8", None, "utf-8", True),
    "gbk undeclared": (SIMPLIFIED, "gbk", None, None, "gb18030", False),
    "gb18030 undeclared": ([*SIMPLIFIED, "㐀𠀀村"], "gb18030", None, None, "gb18030", False),
    "gbk declared": (SIMPLIFIED, "gbk", "GBK", None, "gb18030", True),
    "gbk declared by number": (SIMPLIFIED, "gbk", "936", None, "gb18030", True),
    "traditional in gbk": (TRADITIONAL, "gbk", None, None, "gb18030", False),
    "big5 undeclared": (TRADITIONAL, "big5", None, None, "big5", False),
    "big5 declared": (TRADITIONAL, "big5", "Big5", None, "big5", True),
    "gbk declared western": (SIMPLIFIED, "gbk", "1252", None, "gb18030", False),
    "gbk declared utf-8": (SIMPLIFIED, "gbk", "UTF-8", None, "gb18030", False),
    "utf-8 declared gbk": (SIMPLIFIED, "utf-8", "GBK", None, "utf-8", False),
    "western declared": (LATIN, "cp1252", "1252", None, "cp1252", True),
    "western undeclared": (LATIN, "cp1252", None, None, "cp1252", False),
    "told beats all": (SIMPLIFIED, "gbk", "UTF-8", "gbk", "gb18030", True),
    "unknown declaration": (SIMPLIFIED, "gbk", "x-mars", None, "gb18030", False),
    "one short name": (["盘龙"], "gbk", None, None, "gb18030", False),
    "nothing": ([], "ascii", None, None, "utf-8", True),
}


@pytest.mark.parametrize("case", TABLE.values(), ids=TABLE.keys())
def test_the_encoding_of_texts(case):
    texts, written, declared, told, used, sure = case
    found = find_encoding([text.encode(written) for text in texts], declared, told)
    assert (found.name, found.sure) == (used, sure)
    assert [decode_cut(text.encode(written), found.name)[0] for text in texts] == texts


def test_every_unsure_choice_offers_the_others_with_samples_and_damage():
    found = find_encoding([text.encode("gbk") for text in SIMPLIFIED], None, None)
    first, *others = found.tries
    assert (first.encoding, first.damaged) == ("gb18030", 0)
    assert first.samples[0] == "盘龙区"
    assert {one.encoding: one.damaged for one in others}["utf-8"] == len(SIMPLIFIED)
    assert all(len(one.samples) <= 5 for one in found.tries)


def test_texts_ruined_before_they_came_are_noticed_though_they_are_valid():
    found = find_encoding(["锟斤拷锟斤拷".encode(), "盘龙".encode()], None, None)
    assert (found.name, found.sure, found.tries[0].damaged) == ("utf-8", False, 1)


def test_an_unknown_told_encoding_is_refused_with_the_choice():
    with pytest.raises(ImportRefused, match="gb18030"):
        find_encoding([], None, "klingon")


LABELS = {
    "UTF-8": "utf-8", "utf8": "utf-8", "65001": "utf-8", "\ufeffUTF-8\r\n": "utf-8", "GBK": "gb18030", "GB2312": "gb18030",
    "GB18030": "gb18030", "936": "gb18030", "CP936": "gb18030", "ANSI 936": "gb18030", "windows-936": "gb18030",
    "Big5": "big5", "950": "big5", "ANSI 1252": "cp1252", "Windows-1252": "cp1252", "1252": "cp1252", "ISO-8859-1": "latin-1",
    "ISO 8859-1": "latin-1", "88591": "latin-1", "OEM 850": "cp850", "UTF-16LE": "utf-16-le", "": None, "x": None,
    "idna": None, "rot13": None, "zlib": None, "base64": None, "../etc/passwd": None, "utf-8\0": None,
}  # fmt: skip


@pytest.mark.parametrize(("label", "encoding"), LABELS.items(), ids=map(repr, LABELS))
def test_labels_of_encodings(label, encoding):
    assert known_encoding(label) == encoding


@pytest.mark.parametrize(
    ("ldid", "encoding"), [(0x4D, "gb18030"), (0x7A, "gb18030"), (0x57, "cp1252"), (0x78, "big5"), (0, None)]
)
def test_language_drivers_of_dbase(ldid, encoding):
    assert encoding_of_ldid(ldid) == encoding


CUT = {
    "utf-8 one byte left": ("中山路".encode()[:-2], "utf-8", "中山", True),
    "utf-8 two bytes left": ("中山路".encode()[:-1], "utf-8", "中山", True),
    "utf-8 four-byte": ("村𠀀".encode()[:-1], "utf-8", "村", True),
    "gbk": ("中山路".encode("gbk")[:-1], "gb18030", "中山", True),
    "gb18030 four-byte": ("村𠀀".encode("gb18030")[:-1], "gb18030", "村", True),
    "big5": ("中山路".encode("big5")[:-1], "big5", "中山", True),
    "whole": ("中山路".encode(), "utf-8", "中山路", False),
    "broken inside": (b"a\xff\xffb and more", "utf-8", "a��b and more", False),
    "empty": (b"", "utf-8", "", False),
}


@pytest.mark.parametrize(("raw", "encoding", "text", "cut"), CUT.values(), ids=CUT.keys())
def test_a_text_cut_inside_a_character_loses_only_that(raw, encoding, text, cut):
    assert decode_cut(raw, encoding) == (text, cut)


GARBLED = {
    "replacement": "锟斤拷",
    "question marks": "????",
    "replaced": "盘�区",
    "utf-8 as latin-1": "盘龙区".encode().decode("latin-1"),
    "utf-8 as cp1252": "中国".encode().decode("cp1252"),
    "gbk as latin-1": "盘龙区".encode("gbk").decode("latin-1"),
    "utf-8 as gbk": "昆明市盘龙".encode().decode("gbk", "ignore"),
}
SOUND = [
    "盘龙区",
    "臺北市",
    "Zürich Straße",
    "naïve façade",
    "北京（城区）",
    "",
    "a",
    "ＡＢＣ路",
    "日本語テスト",
    "À la carte",
]


@pytest.mark.parametrize("text", GARBLED.values(), ids=GARBLED.keys())
def test_garbled_text_is_noticed(text):
    assert is_garbled(text)


@pytest.mark.parametrize("text", SOUND)
def test_sound_text_is_left_in_peace(text):
    assert not is_garbled(text)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_known_by_its_zero_bytes(encoding):
    assert utf16_without_mark("名称,lon,lat\n盘龙,102.7,25\n".encode(encoding)) == encoding
    assert utf16_without_mark("名称,lon,lat\n盘龙,102.7,25\n".encode()) is None
    assert utf16_without_mark(b"") is None
