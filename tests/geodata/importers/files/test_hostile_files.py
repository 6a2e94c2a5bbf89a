"""Hostile files end within their limits: refused or read, never a crash, a hang or a full machine."""

import gzip
import json
import resource
import time
import zipfile
from pathlib import Path

import pytest

from geodata.importers.files.contents import Limits

from .conftest import SQUARE, column, features, read_apart, refusal_apart

MOST_SECONDS = 60.0
# What this process may grow by while another reads; the reading process has its own limit.
MOST_GROWTH_MIB = 300

POINT = {"type": "Point", "coordinates": [102.7, 25.0]}
KML = '<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{}</Document></kml>'


def laughs(levels: int = 9) -> str:
    entities = '<!ENTITY l0 "ha">' + "".join(
        f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, levels + 1)
    )
    return f"<!DOCTYPE kml [{entities}]>" + KML.format(f"<Placemark><name>&l{levels};</name></Placemark>")


def polygon_of(vertices: int) -> str:
    ring = "[102.7,25.0]," + "[102.8,25.1]," * (vertices - 2) + "[102.7,25.0]"
    return '{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[' + ring + "]]}}"


def kml_of(vertices: int) -> str:
    places = "102.7,25.0 " + "102.8,25.1 " * (vertices - 2) + "102.7,25.0"
    inner = f"<outerBoundaryIs><LinearRing><coordinates>{places}</coordinates></LinearRing></outerBoundaryIs>"
    return KML.format(f"<Placemark><Polygon>{inner}</Polygon></Placemark>")


def deep_kml(levels: int) -> str:
    return KML.format("<Folder>" * levels + "</Folder>" * levels)


HOSTILE = {
    "five million vertices": ("big.geojson", lambda: polygon_of(5_000_000)),
    "five million vertices in KML": ("big.kml", lambda: kml_of(5_000_000)),
    "JSON 100,000 deep": ("deep.geojson", lambda: "[" * 100_000 + "]" * 100_000),
    "JSON 100,000 objects deep": ("deep.json", lambda: '{"a":' * 100_000 + "1" + "}" * 100_000),
    "KML 100,000 deep": ("deep.kml", lambda: deep_kml(100_000)),
    "billion laughs": ("laughs.kml", laughs),
    "a property of 300 MiB": ("long.geojson", lambda: '{"type":"Feature","a":"' + "x" * (300 << 20)),
    "gzip bomb": ("bomb.geojson.gz", lambda: gzip.compress(b" " * (300 << 20))),
    "zeros called shp": ("x.shp", lambda: b"\0" * 1_000_000),
    "zeros called csv": ("x.csv", lambda: b"\0" * 1_000_000),
    "a shapefile head without end": ("x.shp", lambda: b"\0\0\x27\x0a" + b"\xff" * 1_000_000),
    "a sqlite head": ("x.gpkg", lambda: b"SQLite format 3\0" + b"\xff" * 1_000_000),
    "a flatgeobuf head": ("x.fgb", lambda: b"fgb\x03fgb\0" + b"\xff" * 1_000_000),
    "an osm head": ("x.osm.pbf", lambda: b"\0\0\0\x0d\x0a\x09OSMHeader\x18\x7c" + b"\xff" * 1_000_000),
    "a binary dxf head": ("x.dxf", lambda: b"AutoCAD Binary DXF\r\n\x1a\0" + b"\xff" * 100_000),
    "an ole head": ("x.xls", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 1_000_000),
    "a dwg": ("x.dwg", lambda: b"AC1018"),
    "a quote never closed": ("x.csv", lambda: 'a,b\n1,"' + "x,y\n" * 5_000_000),
    "a line without end": ("x.csv", lambda: "a,b" * 30_000_000),
}


@pytest.mark.parametrize(("name", "content"), HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_file_is_refused_within_its_limits(made, name, content):
    path = made(name, content())
    before, begun = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic()
    said = refusal_apart(path)
    assert said
    assert time.monotonic() - begun < MOST_SECONDS
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024 < MOST_GROWTH_MIB


def test_a_crash_is_never_the_answer(made):
    texts = [refusal_apart(made(name, content())) for name, content in list(HOSTILE.values())[2:6]]
    assert not any("broke off" in text for text in texts)


def test_laughs_in_a_kmz_are_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "x.kmz", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("doc.kml", laughs())
    assert refusal_apart(tmp_path / "x.kmz")


def test_a_giant_does_not_lose_its_neighbours(made):
    giant = polygon_of(1_100_000)
    good = json.dumps({"type": "Feature", "properties": {"n": 1}, "geometry": POINT})
    path = made("x.geojson", f'{{"type":"FeatureCollection","features":[{giant},{good}]}}')
    contents = read_apart(path)
    assert [problem.code for problem in contents.problems] == ["too_many_vertices"]
    assert column(contents, "n") == [1]


def test_a_million_small_features_stay_in_bounded_memory(made):
    one = '{"type":"Feature","properties":{"n":1},"geometry":{"type":"Point","coordinates":[102.7,25]}}'
    path = made("many.geojson", '{"type":"FeatureCollection","features":[' + ",".join([one] * 100_000) + "]}")
    assert read_apart(path, limits=Limits(memory_bytes=900 * 1024**2)).read == 100_000


@pytest.mark.parametrize(
    "name", ["$(touch x).csv", "a b;rm.csv", "..csv", "-rf.csv", "表 格.CSV", "a'b\"c.csv", "%2e%2e.csv"]
)
def test_an_odd_file_name_is_only_a_name(made, name):
    contents = read_apart(made(name, "a,b\n1,2\n"))
    assert (contents.name, contents.read) == (name, 1)


def test_module_names_beside_a_file_are_not_run(tmp_path, monkeypatch):
    marker = tmp_path / "ran"
    for name in ("json.py", "numpy.py", "sitecustomize.py"):
        (tmp_path / name).write_text(f"open({str(marker)!r}, 'w')\n")
    (tmp_path / "t.csv").write_text("a,b\n1,2\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert read_apart(tmp_path / "t.csv").read == 1
    assert not marker.exists()


def test_a_square_is_still_a_square(made):
    assert read_apart(made("x.geojson", features({"type": "Polygon", "coordinates": [SQUARE]}))).vertices == 5


def test_the_reading_process_leaves_no_file_of_its_own(tmp_path: Path):
    (tmp_path / "t.csv").write_text("a,b\n1,2\n")
    read_apart(tmp_path / "t.csv")
    assert [path.name for path in tmp_path.iterdir()] == ["t.csv"]
