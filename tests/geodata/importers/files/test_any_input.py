"""Whatever the bytes, a file gives contents or a refusal."""

import csv
import io
import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.errors import ImportRefused
from geodata.importers.files.encodings import decode_cut, find_encoding

from .conftest import read, read_apart

ENDINGS = [
    ".csv",
    ".geojson",
    ".json",
    ".xlsx",
    ".xls",
    ".zip",
    ".gz",
    ".txt",
    ".kml",
    ".dxf",
    "",
    ".tsv",
    ".kmz",
    ".gml",
]
STARTS = [
    b"", b"PK\x03\x04", b"\x1f\x8b\x08", b"\xef\xbb\xbf", b"\xff\xfe", b"{", b"[", b'{"type":', b"<kml>", b"<?xml ",
    b"  0\nSECTION\n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b'{"type":"FeatureCollection","features":[',
]  # fmt: skip
RISKY = [
    (b"SQLite format 3\0", ".gpkg"), (b"\0\0\x27\x0a", ".shp"), (b"fgb\x03fgb\0", ".fgb"),
    (b"\0\0\0\x0d\x0a\x09OSMHeader", ".osm.pbf"), (b"AutoCAD Binary DXF\r\n\x1a\0", ".dxf"),
    (b'<gml:FeatureCollection xmlns:gml="http://www.opengis.net/gml">', ".gml"),
]  # fmt: skip
ENCODINGS = ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "big5"]

plain_text = st.text(max_size=12)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | plain_text,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(plain_text, inner, max_size=4),
    max_leaves=20,
)
numbers = st.integers(-200, 200) | st.floats() | st.none() | plain_text
coordinates = st.recursive(numbers, lambda inner: st.lists(inner, max_size=5), max_leaves=30)
geometries = st.fixed_dictionaries(
    {
        "type": st.sampled_from(
            ["Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "Blob"]
        )
    },
    optional={"coordinates": coordinates, "bbox": st.lists(numbers, max_size=6), "crs": json_values},
)
collections = st.fixed_dictionaries(
    {"type": st.just("GeometryCollection"), "geometries": st.lists(geometries, max_size=3)}
)
feature_like = st.fixed_dictionaries(
    {"type": st.sampled_from(["Feature", "Feature", "Feature", "Foo"])},
    optional={
        "geometry": st.none() | geometries | collections | json_values,
        "properties": st.none() | st.dictionaries(plain_text, json_values, max_size=4) | json_values,
        "id": json_values,
        "bbox": json_values,
    },
)
documents = st.fixed_dictionaries(
    {"type": st.sampled_from(["FeatureCollection", "FeatureCollection", "Feature", "Point", "Topology"])},
    optional={
        "features": st.lists(feature_like, max_size=5) | json_values,
        "crs": json_values,
        "name": json_values,
    },
)


def sums_wrong(name: str, content: bytes, *, apart: bool = False) -> list[str]:
    """What does not add up in what is read of the content; nothing where it is refused, any other error is raised."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        try:
            contents = (read_apart if apart else read)(path)
        except ImportRefused:
            return []
        batches = list(contents.batches())
        rows = [int(row) for batch in batches for row in batch.row]
        told = sum(batch.read for batch in batches)
        right = {
            "rows are in order, each once": rows == sorted(set(rows)),
            "rows and rejected ones are those read": len(rows) + contents.rejected == contents.read == told,
            "every batch has columns of the file": all(
                set(batch.values) <= set(contents.columns) for batch in batches
            ),
        }
        return [promise for promise, kept in right.items() if not kept]


@settings(deadline=None)
@given(st.sampled_from(STARTS), st.binary(max_size=400), st.sampled_from(ENDINGS))
def test_random_bytes(start: bytes, rest: bytes, ending: str) -> None:
    assert sums_wrong(f"x{ending}", start + rest) == []


@settings(deadline=None)
@given(
    st.lists(st.lists(st.text(max_size=8), min_size=1, max_size=5), min_size=1, max_size=12),
    st.sampled_from(",;\t|"),
    st.sampled_from(ENCODINGS),
)
def test_random_tables(rows: list[list[str]], delimiter: str, encoding: str) -> None:
    written = io.StringIO()
    csv.writer(written, delimiter=delimiter, escapechar="\\").writerows(rows)
    assert sums_wrong("x.csv", written.getvalue().encode(encoding, "ignore")) == []


@settings(deadline=None)
@given(documents | feature_like | geometries | json_values, st.booleans())
def test_random_documents(document: Any, escaped: bool) -> None:
    content = json.dumps(document, ensure_ascii=escaped).encode("utf-8", "surrogatepass")
    assert sums_wrong("x.geojson", content) == []


@settings(deadline=None)
@given(documents, st.data())
def test_documents_cut_or_changed_anywhere(document: Any, data: st.DataObject) -> None:
    content = bytearray(json.dumps(document).encode())
    at = data.draw(st.integers(0, len(content) - 1))
    content[at] = data.draw(st.integers(0, 255))
    assert sums_wrong("x.geojson", bytes(content[: data.draw(st.integers(1, len(content)))])) == []


@settings(deadline=None, max_examples=12)
@given(st.sampled_from(RISKY), st.binary(max_size=600))
def test_random_bytes_behind_the_marks_of_binary_formats(kind: tuple[bytes, str], rest: bytes) -> None:
    assert sums_wrong(f"x{kind[1]}", kind[0] + rest, apart=True) == []


@given(st.lists(st.binary(max_size=30), max_size=10), st.none() | st.text(max_size=12))
def test_any_texts_have_an_encoding(texts: list[bytes], declared: str | None) -> None:
    found = find_encoding(texts, declared, None)
    for raw in texts:
        assert isinstance(decode_cut(raw, found.name)[0], str)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5"])
@given(text=st.text(alphabet="盘龙区中山路abc1", max_size=20), left_out=st.integers(0, 3))
def test_a_cut_text_is_a_beginning_of_the_whole(encoding: str, text: str, left_out: int) -> None:
    text = text if encoding != "big5" else text.replace("龙", "龍").replace("盘", "盤").replace("区", "區")
    raw = text.encode(encoding)
    assert text.startswith(decode_cut(raw[: max(len(raw) - left_out, 0)], encoding)[0])
