"""Archives: plain ones become plain files, hostile and broken ones are refused by name."""

import gzip
import io
import stat
import struct
import tarfile
import zipfile
from pathlib import PurePosixPath

import pytest

from geodata.importers.files.archive import unpack
from geodata.importers.files.archive_names import checked_path, member_name
from geodata.importers.files.contents import Limits

from .conftest import SQUARE, codes, column, features, read, refusal

TABLE = "code,name\n1,盘龙\n"
POINT = features({"type": "Point", "coordinates": [102.7, 25.0]})

SLIPS = [
    "../evil.csv",
    "a/../../evil.csv",
    "/etc/evil.csv",
    "C:\\evil.csv",
    "..\\evil.csv",
    "a\\..\\..\\evil.csv",
]


@pytest.mark.parametrize("name", SLIPS)
def test_a_name_that_leads_outside_refuses_the_archive(zipped, tmp_path, name):
    path = zipped({name: TABLE, "good.csv": TABLE})
    assert "指向包外" in refusal(path)
    assert not list(tmp_path.parent.rglob("evil.csv"))


@pytest.mark.parametrize(
    "name", ["http://x/y.csv", "a\x01b.csv", "n" * 500 + ".csv"], ids=["address", "control", "long"]
)
def test_a_name_that_is_none_refuses_the_archive(zipped, name):
    assert "无效" in refusal(zipped({name: TABLE}))


def special(kind: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo("link.csv")
    info.create_system = 3
    info.external_attr = (kind | 0o777) << 16
    return info


@pytest.mark.parametrize(
    "kind",
    [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFSOCK],
    ids=["link", "pipe", "device", "socket"],
)
def test_links_and_special_members_are_refused(tmp_path, kind):
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr(special(kind), "/etc/passwd")
    assert "链接" in refusal(tmp_path / "x.zip")


def test_five_thousand_members_are_refused(zipped):
    assert "5,000" in refusal(zipped({f"{n}.csv": TABLE for n in range(5_000)}))


def test_an_encrypted_member_is_refused(zipped):
    path = zipped({"a.csv": TABLE})
    raw = bytearray(path.read_bytes())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        raw[raw.index(mark) + at] |= 1
    path.write_bytes(raw)
    assert "密码" in refusal(path)


def test_a_member_packed_by_an_unknown_method_is_refused(zipped):
    path = zipped({"a.csv": TABLE})
    raw = bytearray(path.read_bytes())
    for mark, at in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        struct.pack_into("<H", raw, raw.index(mark) + at, 99)
    path.write_bytes(raw)
    assert "不支持的压缩" in refusal(path)


NESTED = {
    "zip": b"PK\x03\x04rest",
    "zip called csv": b"PK\x03\x04rest",
    "rar": b"Rar!\x1a\x07",
    "7z": b"7z\xbc\xaf\x27\x1c",
    "gzip": gzip.compress(TABLE.encode()),
}


@pytest.mark.parametrize(("name", "content"), NESTED.items(), ids=NESTED.keys())
def test_an_archive_inside_an_archive_is_refused(zipped, name, content):
    member = "x.csv" if "csv" in name else f"x.{name}"
    assert "压缩包" in refusal(zipped({member: content}))


def test_a_workbook_inside_an_archive_is_read(zipped, tmp_path):
    import xlsxwriter

    with xlsxwriter.Workbook(str(tmp_path / "t.xlsx")) as book:
        book.add_worksheet().write_column(0, 0, ["name", "a"])
        book.worksheets()[0].write_column(0, 1, ["lon", 102])
    contents = read(zipped({"表/数据.xlsx": (tmp_path / "t.xlsx").read_bytes()}))
    assert (contents.format, column(contents, "lon")) == ("xlsx", [102])


def test_a_plain_bomb_is_refused_by_its_directory(zipped, tmp_path):
    assert "膨胀" in refusal(zipped({"bomb.csv": b"0" * (200 << 20)}))


def test_a_bomb_that_lies_about_its_size_is_refused(zipped):
    path = zipped({"bomb.csv": b"0,0\n" * (20 << 20)})
    raw = bytearray(path.read_bytes())
    at = raw.index(b"PK\x01\x02")
    struct.pack_into("<I", raw, at + 24, 1_000)
    path.write_bytes(raw)
    assert refusal(path)


def test_many_members_that_together_are_too_large_are_refused(zipped):
    path = zipped({f"{n}.csv": b"a,b\n" * (1 << 18) for n in range(20)})
    assert "膨胀" in refusal(path, limits=Limits(inflated_bytes=10 << 20))


def test_a_gzip_bomb_is_refused(made):
    assert "膨胀" in refusal(made("bomb.csv.gz", gzip.compress(b"0" * (150 << 20))))


def test_gzip_is_read_by_content_whatever_its_name(made):
    assert column(read(made("t.csv.gz", gzip.compress(TABLE.encode()))), "name") == ["盘龙"]
    assert column(read(made("t.csv", gzip.compress(TABLE.encode()))), "name") == ["盘龙"]


def test_a_cut_gzip_is_refused(made):
    assert "不完整" in refusal(made("t.csv.gz", gzip.compress(TABLE.encode() * 100)[:-9]))


def test_tar_is_refused_with_advice(made):
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as tar:
        info = tarfile.TarInfo("t.csv")
        info.size = len(TABLE.encode())
        tar.addfile(info, io.BytesIO(TABLE.encode()))
    assert "zip" in refusal(made("t.tar", packed.getvalue()))
    assert "zip" in refusal(made("t.tgz", gzip.compress(packed.getvalue())))


def test_a_cut_archive_is_refused(zipped, tmp_path):
    whole = zipped({"a.csv": TABLE * 1_000}).read_bytes()
    (tmp_path / "cut.zip").write_bytes(whole[: len(whole) // 2])
    assert "不完整" in refusal(tmp_path / "cut.zip")


def test_an_archive_of_nothing_is_refused(zipped):
    assert "空" in refusal(zipped({}))
    assert refusal(zipped({"readme.pdf": b"%PDF-1.4", "x.png": b"\x89PNG"}))


def test_members_of_one_name_in_two_cases_are_refused(zipped):
    assert "同名" in refusal(zipped({"Areas.csv": TABLE, "AREAS.CSV": TABLE}))


def test_folders_system_files_and_capital_endings_do_not_matter(zipped):
    members = {
        "数据/": b"",
        "数据/2024/TABLE.CSV": TABLE,
        "__MACOSX/数据/2024/._TABLE.CSV": b"\0\5\x16\7",
        "数据/.DS_Store": b"\0\0\0\1Bud1",
        "Thumbs.db": b"\xd0\xcf\x11\xe0",
    }
    contents = read(zipped(members))
    assert column(contents, "name") == ["盘龙"]


def test_several_datasets_become_layers(zipped):
    path = zipped({"点.geojson": POINT, "表.csv": TABLE})
    first = read(path)
    assert [layer.name for layer in first.layers] == ["点", "表"]
    assert (first.layer, first.format) == ("点", "geojson")
    assert "several_layers" in [code for _, code, _ in codes(first)]
    second = read(path, layer="表")
    assert (second.layer, column(second, "name")) == ("表", ["盘龙"])
    assert codes(second) == []
    assert "没有图层" in refusal(path, layer="线")


def test_datasets_of_one_name_keep_their_folders(zipped):
    path = zipped({"东/区.csv": TABLE, "西/区.csv": TABLE.replace("盘龙", "西山")})
    contents = read(path, layer="西/区.csv")
    assert column(contents, "name") == ["西山"]


def test_several_shapefiles_in_one_zip_are_layers(zipped, tmp_path):
    import shapefile

    members: dict[str, bytes] = {}
    for name in ("道路", "社区"):
        with shapefile.Writer(str(tmp_path / "one")) as writer:
            writer.field("NAME", "C", 20)
            writer.poly([SQUARE[::-1]])
            writer.record(name)
        for ending in ("shp", "shx", "dbf"):
            members[f"图/{name}.{ending}"] = (tmp_path / f"one.{ending}").read_bytes()
    path = zipped(members)
    assert [layer.name for layer in read(path).layers] == ["道路", "社区"]
    contents = read(path, layer="社区")
    assert (contents.layer, column(contents, "NAME")) == ("社区", ["社区"])


NAMES = {
    "gbk without the flag": ("盘龙区.shp", "gbk"),
    "utf-8 without the flag": ("盘龙区.shp", "utf-8"),
    "big5 without the flag": ("臺北市大安區.shp", "big5"),
}


@pytest.mark.parametrize(("name", "encoding"), NAMES.values(), ids=NAMES.keys())
def test_chinese_names_are_read_as_they_were_written(name, encoding):
    info = zipfile.ZipInfo(name.encode(encoding).decode("cp437"))
    assert member_name(info) == name


def test_a_unicode_name_beside_the_plain_one_wins():
    import zlib

    raw = "盘龙区.shp".encode("gbk")
    body = struct.pack("<BI", 1, zlib.crc32(raw)) + "盘龙区.shp".encode()
    info = zipfile.ZipInfo(raw.decode("cp437"))
    info.extra = struct.pack("<HH", 0x7075, len(body)) + body
    assert member_name(info) == "盘龙区.shp"


def test_what_belongs_together_stays_together_under_plain_names(zipped, tmp_path):
    members = {"一/甲 乙.SHP": b"1", "一/甲 乙.dbf": b"2", "二/甲 乙.shp": b"3"}
    place = tmp_path / "out"
    place.mkdir()
    found = {str(one.original): one.path for one in unpack(zipped(members), place, Limits())}
    assert found["一/甲 乙.SHP"].stem == found["一/甲 乙.dbf"].stem != found["二/甲 乙.shp"].stem
    assert all(path.name.isascii() and path.suffix == path.suffix.lower() for path in found.values())


def test_an_inner_dot_dot_name_is_no_way_out():
    assert checked_path("a..b/c..csv") == PurePosixPath("a..b/c..csv")
