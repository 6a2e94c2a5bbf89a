"""Polygon features of GeoJSON: good ones pass, each bad one has its reason, no GeoJSON is refused."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from geodata.errors import ImportRefused
from geodata.importers.geojson import PolygonFeatures, read_polygons
from geodata.importers.reading import Text, open_text, read_source
from tests.reference import reference_file

SQUARE = [[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]


def text_of(content: str) -> Text:
    return Text(io.TextIOWrapper(io.BytesIO(content.encode()), encoding="utf-8", newline=""), "utf-8", False)


def collection(*geometries: Any, **members: Any) -> str:
    features = [{"type": "Feature", "properties": {"code": "1"}, "geometry": one} for one in geometries]
    return json.dumps({"type": "FeatureCollection", "features": features, **members})


def polygon(*rings: Any) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": list(rings)}


def features_of(content: str, *, repair: bool = False) -> PolygonFeatures:
    return read_polygons(text_of(content), repair=repair)


def test_polygons_and_multipolygons_become_multipolygons():
    multi = {"type": "MultiPolygon", "coordinates": [[SQUARE], [[[x + 5, y] for x, y in SQUARE]]]}
    read = features_of(collection(polygon(SQUARE), multi))
    assert [shape.area for shape in read.polygon] == [1.0, 2.0]
    assert (read.row, read.read, read.problems, read.srid) == ([1, 2], 2, [], None)


def test_a_single_feature_is_a_file_of_one():
    assert (
        features_of(json.dumps({"type": "Feature", "properties": None, "geometry": polygon(SQUARE)})).read
        == 1
    )


def test_an_empty_collection_has_no_rows():
    assert features_of(collection()).read == 0


BAD = {
    "null geometry": (None, "geometry_missing"),
    "a point": ({"type": "Point", "coordinates": [0, 0]}, "not_a_polygon"),
    "unknown type": ({"type": "Blob", "coordinates": []}, "not_a_polygon"),
    "geometry is text": ("POLYGON((0 0))", "not_a_polygon"),
    "no coordinates": ({"type": "Polygon"}, "coordinates_wrong"),
    "empty coordinates": (polygon(), "coordinates_wrong"),
    "too shallow": ({"type": "Polygon", "coordinates": SQUARE}, "coordinates_wrong"),
    "too deep": (polygon([SQUARE]), "coordinates_wrong"),
    "text numbers": (polygon([["0", "0"], ["1", "0"], ["1", "1"], ["0", "0"]]), "coordinates_wrong"),
    "one number": (polygon([[0], [1], [2], [0]]), "coordinates_wrong"),
    "not a number": (polygon([[0, 0], [1, float("nan")], [1, 1], [0, 0]]), "coordinates_wrong"),
    "true and false": (
        polygon([[True, False], [True, True], [False, False], [True, False]]),
        "coordinates_wrong",
    ),
    "mixed": (polygon([[0, 0], [1, None], [1, 1], [0, 0]]), "coordinates_wrong"),
    "three positions": (polygon([[0, 0], [1, 0], [0, 0]]), "ring_short"),
    "open ring": (polygon(SQUARE[:-1]), "ring_open"),
}


@pytest.mark.parametrize(("geometry", "code"), BAD.values(), ids=BAD.keys())
def test_a_bad_feature_is_set_aside_and_the_others_stay(geometry, code):
    read = features_of(collection(geometry, polygon(SQUARE)))
    assert [(problem.row, problem.code) for problem in read.problems] == [(1, code)]
    assert read.row == [2]


def test_an_open_ring_is_closed_when_repair_is_asked_for():
    read = features_of(collection(polygon(SQUARE[:-1])), repair=True)
    assert read.polygon[0].area == 1.0
    assert [(problem.code, problem.severity) for problem in read.problems] == [("ring_open", "repaired")]


def test_heights_are_left_out_with_a_notice():
    read = features_of(collection(polygon([[*position, 1890.5] for position in SQUARE])))
    assert not read.polygon[0].has_z
    assert [problem.code for problem in read.problems] == ["heights_dropped"]


REFUSED = {
    "cut": (collection(polygon(SQUARE))[:80], "不完整"),
    "not json": ("name,lon,lat\n", "不是有效的 JSON"),
    "a list": ("[1, 2]", "list"),
    "a topology": ('{"type": "Topology"}', "Topology"),
    "features are an object": ('{"type": "FeatureCollection", "features": {}}', "features 不是列表"),
    "nested without end": ("[" * 100_000, "嵌套过深"),
    "unknown crs": (collection(crs={"type": "name", "properties": {"name": "urn:x:mars"}}), "--crs"),
}


@pytest.mark.parametrize(("content", "said"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_no_geojson_is_refused(content, said):
    with pytest.raises(ImportRefused, match=said):
        features_of(content)


CRS_NAMES = {
    "urn:ogc:def:crs:OGC:1.3:CRS84": None,
    "urn:ogc:def:crs:EPSG::4326": None,
    "EPSG:4490": None,
    "urn:ogc:def:crs:EPSG::4549": 4549,
    "http://www.opengis.net/def/crs/EPSG/0/3857": 3857,
}


@pytest.mark.parametrize(("name", "srid"), CRS_NAMES.items(), ids=CRS_NAMES.keys())
def test_the_old_crs_member_is_read_as_a_number(name, srid):
    content = collection(polygon(SQUARE), crs={"type": "name", "properties": {"name": name}})
    assert features_of(content).srid == srid


def odd_files() -> list[tuple[str, str]]:
    """Path and policy of the odd GeoJSON files, empty where there is no reference data."""
    from django.conf import settings

    folder = Path(settings.REFERENCE_DATA) / "odd"
    if not (folder / "MANIFEST.csv").is_file():
        return []
    with (folder / "MANIFEST.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.reader(file) if len(row) > 4 and row[1] == "geojson"]
    return [(f"odd/{row[0]}/{row[4].split(';')[0]}", row[3]) for row in rows]


@pytest.mark.parametrize(("name", "policy"), odd_files(), ids=lambda value: str(value).rpartition("/")[2])
def test_an_odd_file_is_read_or_refused_but_never_breaks(name, policy):
    path = reference_file(name)
    try:
        read = read_polygons(open_text(read_source(path)))
    except ImportRefused:
        return
    assert len(read.polygon) + len({p.row for p in read.problems if p.severity == "rejected"}) == read.read
    if policy == "reject-clearly":
        assert read.read == 0 or all(shape.is_valid for shape in read.polygon)
