"""Files that cannot be read say what they are and what is needed, in Chinese and English."""

import gzip
from pathlib import Path

import pytest

from geodata.errors import ImportRefused
from geodata.importers.reading import open_text, read_source

TEXT = "name,lon,lat\n昆明,102.7,25.0\n"


def written(folder: Path, content: bytes, name: str = "file.csv") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def refusal_of(path: Path, encoding: str | None = None) -> ImportRefused:
    with pytest.raises(ImportRefused) as refused:
        open_text(read_source(path), encoding)
    return refused.value


FOREIGN = {
    "empty": (b"", "空", "empty"),
    "png": (b"\x89PNG\r\n\x1a\n" + bytes(40), "PNG", "PNG"),
    "xlsx or zip": (b"PK\x03\x04" + bytes(40), "Excel", "ZIP"),
    "old excel": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(40), "xls", "xls"),
    "geopackage": (b"SQLite format 3\x00" + bytes(40), "GeoPackage", "GeoPackage"),
    "pdf": (b"%PDF-1.7\n", "PDF", "PDF"),
    "shapefile": (b"\x00\x00\x27\x0a" + bytes(40), "Shapefile", "shapefile"),
    "NUL inside": (b"name,lon,lat\na\x00b,1,2\n", "第 15 个字符是 NUL", "character 15"),
    "utf-16 without mark": ("name,lon".encode("utf-16-le"), "utf-16-le", "utf-16-le"),
    "no text at all": (b"\xff\xff\xff\xfe\x80\x81", "--encoding", "--encoding"),
    "cut gzip": (gzip.compress(TEXT.encode() * 500)[:60], "不完整或已损坏", "cut short"),
    "broken gzip": (b"\x1f\x8b" + b"nonsense" * 20, "不完整或已损坏", "damaged"),
    "empty gzip": (gzip.compress(b""), "空", "empty"),
    "png in gzip": (gzip.compress(b"\x89PNG\r\n\x1a\n"), "PNG", "PNG"),
}


@pytest.mark.parametrize(("content", "zh", "en"), FOREIGN.values(), ids=FOREIGN.keys())
def test_a_foreign_file_is_named_for_what_it_is(tmp_path, content, zh, en):
    refusal = refusal_of(written(tmp_path, content))
    assert zh in refusal.zh
    assert en in refusal.en


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    assert "找不到文件" in refusal_of(tmp_path / "none.csv").zh
    assert "folder" in refusal_of(tmp_path).en


def test_a_gzip_bomb_stops_at_the_limit(tmp_path):
    path = written(tmp_path, gzip.compress(bytes(3_000_000)), "bomb.csv.gz")
    with pytest.raises(ImportRefused, match="上限"):
        read_source(path, most_bytes=1_000_000)


ENCODED = {
    "utf-8": (TEXT.encode(), "utf-8", False),
    "utf-8 with mark": (TEXT.encode("utf-8-sig"), "utf-8-sig", False),
    "gb18030 guessed": (TEXT.encode("gb18030"), "gb18030", True),
    "utf-16 with mark": (TEXT.encode("utf-16"), "utf-16", False),
    "gzip by content, not name": (gzip.compress(TEXT.encode()), "utf-8", False),
}


@pytest.mark.parametrize(("content", "encoding", "guessed"), ENCODED.values(), ids=ENCODED.keys())
def test_text_is_found_in_its_encoding(tmp_path, content, encoding, guessed):
    text = open_text(read_source(written(tmp_path, content)))
    assert (text.lines.read(), text.encoding, text.guessed) == (TEXT, encoding, guessed)


def test_a_named_encoding_wins_and_must_fit(tmp_path):
    path = written(tmp_path, TEXT.encode("utf-16-le"))
    assert open_text(read_source(path), "utf-16-le").lines.read() == TEXT
    assert "utf-8" in refusal_of(written(tmp_path, TEXT.encode("gb18030")), "utf-8").zh


def test_the_digest_is_the_files_own(tmp_path):
    packed = gzip.compress(TEXT.encode())
    assert (
        read_source(written(tmp_path, packed)).sha256 != read_source(written(tmp_path, TEXT.encode())).sha256
    )
