"""GeoJSON in every shape: good records pass, each bad one has its reason, what is no GeoJSON is refused."""

import json

import pytest

from geodata.importers.files.contents import Limits

from .conftest import SQUARE, codes, column, features, read, refusal, shapes

POLYGON = {"type": "Polygon", "coordinates": [SQUARE]}
POINT = {"type": "Point", "coordinates": [102.7, 25.0]}
LINE = {"type": "LineString", "coordinates": [[0, 0], [1, 1]]}

SHAPES = {
    "point": (POINT, "POINT (102.7 25)"),
    "multipoint": ({"type": "MultiPoint", "coordinates": [[0, 0], [1, 1]]}, "MULTIPOINT ((0 0), (1 1))"),
    "line": (LINE, "LINESTRING (0 0, 1 1)"),
    "multiline": (
        {"type": "MultiLineString", "coordinates": [[[0, 0], [1, 1]]]},
        "MULTILINESTRING ((0 0, 1 1))",
    ),
    "polygon with hole": (
        {
            "type": "Polygon",
            "coordinates": [
                [[0, 0], [9, 0], [9, 9], [0, 9], [0, 0]],
                [[1, 1], [1, 2], [2, 2], [2, 1], [1, 1]],
            ],
        },
        "POLYGON ((0 0, 9 0, 9 9, 0 9, 0 0), (1 1, 1 2, 2 2, 2 1, 1 1))",
    ),
    "multipolygon": (
        {"type": "MultiPolygon", "coordinates": [[[[0, 0], [1, 0], [1, 1], [0, 0]]]]},
        "MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)))",
    ),
    "collection": (
        {"type": "GeometryCollection", "geometries": [POINT, LINE]},
        "GEOMETRYCOLLECTION (POINT (102.7 25), LINESTRING (0 0, 1 1))",
    ),
}


@pytest.mark.parametrize(("told", "wkt"), SHAPES.values(), ids=SHAPES.keys())
def test_every_type_is_read_in_a_collection_a_feature_and_bare(made, told, wkt):
    for text in (
        features(told),
        json.dumps({"type": "Feature", "properties": {}, "geometry": told}),
        json.dumps(told),
    ):
        contents = read(made("x.geojson", text))
        assert [shape.wkt for shape in shapes(contents)] == [wkt]
        assert codes(contents) == []
        assert (contents.crs.srid, contents.crs.degrees) == (4326, True)


BAD = {
    "a point without coordinates": ({"type": "Point"}, "coordinates_wrong"),
    "unknown type": ({"type": "Blob", "coordinates": []}, "geometry_type"),
    "geometry is text": ("POLYGON((0 0))", "geometry_type"),
    "geometry is a list": ([1, 2], "geometry_type"),
    "no rings": ({"type": "Polygon", "coordinates": []}, "coordinates_wrong"),
    "too shallow": ({"type": "Polygon", "coordinates": SQUARE}, "coordinates_wrong"),
    "too deep": ({"type": "Polygon", "coordinates": [[SQUARE]]}, "coordinates_wrong"),
    "point too deep": ({"type": "Point", "coordinates": [[1, 2]]}, "coordinates_wrong"),
    "text numbers": ({"type": "Point", "coordinates": ["1", "2"]}, "coordinates_wrong"),
    "one number": ({"type": "Point", "coordinates": [1]}, "coordinates_wrong"),
    "null inside": ({"type": "LineString", "coordinates": [[0, 0], [1, None]]}, "coordinates_wrong"),
    "not a number": ({"type": "Point", "coordinates": [0, float("nan")]}, "coordinates_wrong"),
    "infinite": ({"type": "Point", "coordinates": [0, float("inf")]}, "coordinates_wrong"),
    "true": ({"type": "Point", "coordinates": [True, False]}, "coordinates_wrong"),
    "an object": ({"type": "Point", "coordinates": {"0": 1, "1": 2}}, "coordinates_wrong"),
    "lengths differ": ({"type": "LineString", "coordinates": [[0, 0], [1, 1, 5]]}, "dimensions_mixed"),
    "three positions": ({"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [0, 0]]]}, "ring_short"),
    "open ring": ({"type": "Polygon", "coordinates": [SQUARE[:-1]]}, "ring_open"),
    "short line": ({"type": "LineString", "coordinates": [[0, 0]]}, "line_short"),
    "empty collection": ({"type": "GeometryCollection", "geometries": []}, "coordinates_wrong"),
    "foreign members": (POINT | {"properties": {}}, "members_mixed"),
    "bbox of three": (POINT | {"bbox": [1, 2, 3]}, "bbox_wrong"),
}


@pytest.mark.parametrize(("told", "code"), BAD.values(), ids=BAD.keys())
def test_a_bad_geometry_is_rejected_and_the_others_stay(made, told, code):
    contents = read(made("x.geojson", features(told, POLYGON)))
    assert codes(contents) == [(1, code, "rejected")]
    assert column(contents, "n") == [2]


BAD_FEATURES = {
    "null": (None, "not_a_feature"),
    "type": ({"type": "Foo"}, "not_a_feature"),
    "properties": ({"type": "Feature", "properties": [], "geometry": None}, "properties_no_object"),
    "id": ({"type": "Feature", "id": {}, "properties": {}, "geometry": POINT}, "id_wrong"),
    "geometry absent": ({"type": "Feature", "properties": {}}, "geometry_absent"),
    "coordinates": ({"type": "Feature", "coordinates": [], "geometry": POINT}, "members_mixed"),
    "bbox": ({"type": "Feature", "geometry": POINT, "bbox": "1,2,3,4"}, "bbox_wrong"),
}


@pytest.mark.parametrize(("told", "code"), BAD_FEATURES.values(), ids=BAD_FEATURES.keys())
def test_a_bad_feature_is_rejected_and_the_others_stay(made, told, code):
    good = {"type": "Feature", "properties": None, "geometry": POINT}
    contents = read(made("x.geojson", json.dumps({"type": "FeatureCollection", "features": [told, good]})))
    assert codes(contents) == [(1, code, "rejected")]


def test_open_rings_are_closed_when_repair_is_asked_for(made):
    contents = read(
        made("x.geojson", features({"type": "Polygon", "coordinates": [SQUARE[:-1]]})), repair=True
    )
    assert codes(contents) == [(1, "ring_open", "repaired")]
    assert shapes(contents)[0].area == pytest.approx(0.01)


def high(*extra: float) -> dict:
    return {"type": "Polygon", "coordinates": [[[*position, *extra] for position in SQUARE]]}


NOTICES = {
    "null geometry": (None, "geometry_missing"),
    "heights": (high(1890.5), "heights_dropped"),
    "four numbers": (high(1890.5, 7), "heights_dropped"),
    "clockwise": ({"type": "Polygon", "coordinates": [SQUARE[::-1]]}, "winding"),
    "single collection": ({"type": "GeometryCollection", "geometries": [POINT]}, "collection_single"),
    "nested collection": (
        {
            "type": "GeometryCollection",
            "geometries": [POINT, {"type": "GeometryCollection", "geometries": [POINT, LINE]}],
        },
        "collection_nested",
    ),
    "latitude first in bbox": (POLYGON | {"bbox": [25.0, 102.7, 25.1, 102.8]}, "bbox_differs"),
    "absurd precision": (
        {"type": "Point", "coordinates": [102.71234567890123, 25.01234567890123]},
        "too_precise",
    ),
    "bow tie": (
        {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]},
        "geometry_invalid",
    ),
}


@pytest.mark.parametrize(("told", "code"), NOTICES.values(), ids=NOTICES.keys())
def test_what_is_odd_but_usable_is_told_once_with_its_count(made, told, code):
    contents = read(made("x.geojson", features(told, told)))
    assert codes(contents) == [(None, code, "notice")]
    assert contents.problems[0].measure == 2
    assert contents.rejected == 0


def test_float_noise_is_not_absurd_precision(made):
    contents = read(
        made("x.geojson", features({"type": "Point", "coordinates": [0.1 + 0.2, 12.575000000000001]}))
    )
    assert codes(contents) == []


def test_values_of_any_kind_become_plain_ones(made):
    told = {"a": [1, {"b": "好"}], "c": {}, "d": None, "e": True, "f": 1.5, "g": "x"}
    contents = read(made("x.geojson", json.dumps({"type": "Feature", "properties": told, "geometry": POINT})))
    assert column(contents, "a") == ['[1, {"b": "好"}]']
    assert [column(contents, name)[0] for name in "cdefg"] == ["{}", None, True, 1.5, "x"]
    assert codes(contents) == [(None, "values_nested", "notice")]


def test_columns_are_those_of_all_records(made):
    told = [{"type": "Feature", "properties": {key: 1}, "geometry": POINT} for key in "abc"]
    contents = read(made("x.geojson", json.dumps({"type": "FeatureCollection", "features": told})))
    assert contents.columns == ("a", "b", "c")
    assert column(contents, "b") == [None, 1, None]


def test_own_ids_become_a_column_and_double_ones_are_told(made):
    told = [
        {"type": "Feature", "id": key, "properties": {}, "geometry": POINT} for key in ("x", "y", "x", None)
    ]
    contents = read(made("x.geojson", json.dumps({"type": "FeatureCollection", "features": told})))
    assert column(contents, "id") == ["x", "y", "x", None]
    assert codes(contents) == [(None, "id_twice", "notice")]


CRS = {
    "urn:ogc:def:crs:OGC:1.3:CRS84": (4326, []),
    "urn:ogc:def:crs:EPSG::4326": (4326, []),
    "EPSG:4490": (4490, ["crs_member"]),
    "urn:ogc:def:crs:EPSG::4549": (4549, ["crs_member"]),
    "http://www.opengis.net/def/crs/EPSG/0/3857": (3857, ["crs_member"]),
    "urn:x:mars": (None, ["crs_unknown"]),
    "EPSG:99999999": (None, ["crs_unknown"]),
}


@pytest.mark.parametrize(("name", "found"), CRS.items(), ids=CRS.keys())
def test_the_old_crs_member_is_read_as_a_number(made, name, found):
    text = features(POINT, crs={"type": "name", "properties": {"name": name}})
    contents = read(made("x.geojson", text))
    assert (contents.crs.srid, [code for _, code, _ in codes(contents)]) == found


def test_metres_without_a_crs_are_told(made):
    contents = read(made("x.geojson", features({"type": "Point", "coordinates": [512_345.6, 2_789_012.3]})))
    assert (contents.crs.srid, contents.crs.degrees) == (None, False)
    assert codes(contents) == [(None, "crs_unknown", "notice")]


ONE = json.dumps({"type": "Feature", "properties": {"n": 1}, "geometry": POINT})
LINES = {
    "one per line": f"{ONE}\n{ONE}\n\n{ONE}",
    "record separators": f"\x1e{ONE}\n\x1e{ONE}\n\x1e{ONE}\n",
    "collections": f'{features(POINT)}\n{{"type": "FeatureCollection", "features": [{ONE}, {ONE}]}}',
}


@pytest.mark.parametrize("text", LINES.values(), ids=LINES.keys())
def test_documents_one_after_the_other_are_read_as_one(made, text):
    contents = read(made("x.geojsonl", text))
    assert column(contents, "n") == [1, 1, 1]


def test_features_may_stand_before_the_type(made):
    text = f'{{"features": [{ONE}], "name": "x", "type": "FeatureCollection"}}'
    assert column(read(made("x.json", text)), "n") == [1]


def test_a_mark_at_the_beginning_and_control_characters_do_not_matter(made):
    assert read(made("x.json", "\ufeff" + ONE)).read == 1
    assert column(read(made("x.json", ONE.replace('"n": 1', '"n": "a\tb\nc"'))), "n") == ["a\tb\nc"]


def test_a_gbk_document_is_read(made):
    told = json.dumps(
        {"type": "Feature", "properties": {"名称": "盘龙区青云街道"}, "geometry": POINT}, ensure_ascii=False
    )
    contents = read(made("x.geojson", told.encode("gbk")))
    assert (contents.encoding.name, column(contents, "名称")) == ("gb18030", ["盘龙区青云街道"])


WHOLE = features(POLYGON, POLYGON)
REFUSED = {
    "cut": (WHOLE[:150], "不完整"),
    "cut in a key": ('{"type": "FeatureColl', "不完整|不是有效"),
    "text after": (WHOLE + " nonsense", "不是有效的 JSON"),
    "missing comma": (WHOLE.replace('}, "geometry"', '} "geometry"', 1), "不是有效的 JSON"),
    "not json": ("name,lon,lat\n", "不是有效的 JSON"),
    "a list": ("[1, 2]", "list"),
    "a text": ('"x"', "不是"),
    "nothing in it": ("{}", "None"),
    "a topology": ('{"type": "Topology", "objects": {}}', "TopoJSON"),
    "esri": ('{"geometryType": "esriGeometryPolygon", "features": [{"attributes": {}}]}', "Esri"),
    "features are an object": ('{"type": "FeatureCollection", "features": {}}', "features 不是列表"),
    "no features": ('{"type": "FeatureCollection"}', "features 不是列表"),
    "coordinates in a collection": (
        '{"type": "FeatureCollection", "coordinates": null, "features": []}',
        "coordinates",
    ),
    "lists without end": ("[" * 100_000, "嵌套过深"),
    "objects without end": ('{"a":' * 100_000, "嵌套过深"),
    "deep in a property": (ONE.replace("1}", "[" * 100_000 + "]" * 100_000 + "}", 1), "嵌套过深"),
    "a number without end": (ONE.replace("1}", "1" * 100_000 + "}", 1), "数字过长"),
}


@pytest.mark.parametrize(("content", "said"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_no_geojson_is_refused(made, content, said):
    import re

    assert re.search(said, refusal(made("x.geojson", content)))


def test_collections_and_values_nested_beyond_the_limit_are_rejected(made):
    told = POINT
    for _ in range(80):
        told = {"type": "GeometryCollection", "geometries": [told]}
    deep: list = []
    for _ in range(80):
        deep = [deep]
    nested = {"type": "Feature", "properties": {"n": deep}, "geometry": POINT}
    text = json.dumps(
        {"type": "FeatureCollection", "features": [nested, *json.loads(features(told, POINT))["features"]]}
    )
    assert codes(read(made("x.geojson", text)))[:2] == [
        (1, "nested_too_deep", "rejected"),
        (2, "nested_too_deep", "rejected"),
    ]


def test_a_feature_longer_than_what_is_read_at_once_is_whole(made):
    ring = [[n / 1e6, 1.0] for n in range(150_000)] + [[0.0, 2.0], [0.0, 1.0]]
    contents = read(made("x.geojson", features({"type": "LineString", "coordinates": ring}, POINT)))
    assert (contents.read, contents.vertices) == (2, 150_003)


def test_a_geometry_over_the_limit_of_vertices_is_rejected(made):
    contents = read(made("x.geojson", features(POLYGON, POINT)), limits=Limits(vertices=4))
    assert codes(contents) == [(1, "too_many_vertices", "rejected")]


def test_too_many_properties_are_refused(made):
    told = {"type": "Feature", "properties": {str(n): n for n in range(600)}, "geometry": POINT}
    assert "500" in refusal(made("x.geojson", json.dumps(told)))
