"""KML: every Placemark a record, whatever it is nested in; links and entities lead nowhere."""

from pathlib import Path
from typing import Any

import pytest
import shapely

from geodata.importers.files.contents import Limits
from geodata.importers.files.kml import open_kml
from tests.geodata.importers.files.vector_reading import Whole, refusal_of, whole
from tests.reference import reference_file

POINT = "<Point><coordinates>102.7,25.0,0</coordinates></Point>"
LINE = "<LineString><coordinates>102.7,25.0 102.8,25.1</coordinates></LineString>"
RING = "102.7,25 102.8,25 102.8,25.1 102.7,25.1 102.7,25"
HOLE = "102.72,25.02 102.74,25.02 102.74,25.04 102.72,25.02"
POLYGON = (
    f"<Polygon><outerBoundaryIs><LinearRing><coordinates>{RING}</coordinates></LinearRing></outerBoundaryIs>"
    f"<innerBoundaryIs><LinearRing><coordinates>{HOLE}</coordinates></LinearRing></innerBoundaryIs></Polygon>"
)


def document(*placemarks: str, head: str = '<?xml version="1.0" encoding="UTF-8"?>') -> str:
    """A KML document with these Placemarks' contents."""
    inside = "".join(f"<Placemark>{one}</Placemark>" for one in placemarks)
    return (
        f'{head}<kml xmlns="http://www.opengis.net/kml/2.2" xmlns:gx="x"><Document>{inside}</Document></kml>'
    )


def written(tmp_path: Path, content: str | bytes) -> Path:
    """The path of a KML of this content."""
    path = tmp_path / "k.kml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def read(path: Path, **options: Any) -> Whole:
    """The KML read to its end."""
    return whole(open_kml, path, **options)


SHAPES = {
    "point": (POINT, "POINT (102.7 25)", set()),
    "line": (LINE, "LINESTRING (102.7 25, 102.8 25.1)", set()),
    "blanks after commas": (
        "<Point><coordinates> 102.7, 25.0 , 0 </coordinates></Point>", "POINT (102.7 25)", set()),
    "height": ("<Point><coordinates>102.7,25,1890</coordinates></Point>", "POINT (102.7 25)", {"heights_dropped"}),
    "many of a kind": (
        f"<MultiGeometry>{POINT}{POINT}</MultiGeometry>", "MULTIPOINT ((102.7 25), (102.7 25))", set()),
    "one in many": (f"<MultiGeometry><MultiGeometry>{POINT}</MultiGeometry></MultiGeometry>", "POINT (102.7 25)", set()),
    "kinds mixed": (
        f"<MultiGeometry>{LINE}<MultiGeometry>{POINT}</MultiGeometry></MultiGeometry>",
        "GEOMETRYCOLLECTION (LINESTRING (102.7 25, 102.8 25.1), POINT (102.7 25))",
        {"collection_flattened", "mixed_collection"},
    ),
    "outside the standard": (f"<MultiPoint>{POINT}</MultiPoint>", "POINT (102.7 25)", {"kml_nonconformant"}),
    "track": (
        "<gx:Track><when>2024-01-01T00:00:00Z</when><gx:coord>102.7 25.0 0</gx:coord><gx:coord>102.8 25.1 0</gx:coord>"
        "</gx:Track>",
        "LINESTRING (102.7 25, 102.8 25.1)",
        {"track"},
    ),
    "open ring": (
        "<Polygon><outerBoundaryIs><LinearRing><coordinates>0,0 1,0 1,1</coordinates></LinearRing></outerBoundaryIs></Polygon>",
        "POLYGON ((0 0, 1 0, 1 1, 0 0))",
        {"ring_closed"},
    ),
    "nothing": ("<name>空</name>", None, {"geometry_missing"}),
    "closed at once": ("<LineString><coordinates/></LineString>", None, {"geometry_missing"}),
    "a 3-D model": ("<name>m</name><Model><Link><href>x.dae</href></Link></Model>", None, {"model", "geometry_missing"}),
}  # fmt: skip


@pytest.mark.parametrize(("inside", "wkt", "codes"), SHAPES.values(), ids=SHAPES.keys())
def test_a_placemark_becomes_one_geometry(tmp_path: Path, inside: str, wkt: str | None, codes: set[str]):
    found = read(written(tmp_path, document(inside)))
    shape = found.geometry[0]
    assert (shape if wkt is None else shape.equals_exact(shapely.from_wkt(wkt), 1e-12)) == (
        wkt is not None or None
    )
    assert found.codes == codes


def test_a_polygon_keeps_its_hole(tmp_path: Path):
    shape = read(written(tmp_path, document(POLYGON))).geometry[0]
    assert shape.area == pytest.approx(0.1 * 0.1 - 0.02 * 0.02 / 2)


def test_names_data_and_folders_become_columns(tmp_path: Path):
    first = (
        "<name>甲</name><description><![CDATA[<b>说明</b>]]></description><ExtendedData>"
        '<Data name="编码"><value>530103001</value></Data>'
        '<SchemaData schemaUrl="#s"><SimpleData name="户数">412</SimpleData></SchemaData>'
        f'<Data name="name"><value>别名</value></Data></ExtendedData>{POINT}'
    )
    text = document(first, f"<name>乙</name>{POINT}").replace(
        "<Document>", "<Document><name>文件</name><Folder><name>盘龙区</name><Folder><name>联盟街道</name>"
    )
    found = read(written(tmp_path, text.replace("</Document>", "</Folder></Folder></Document>")))
    assert found.values == {
        "folder": ["盘龙区/联盟街道"] * 2,
        "name": ["甲", "乙"],
        "description": ["<b>说明</b>", None],
        "编码": ["530103001", None],
        "name_2": ["别名", None],
        "户数": ["412", None],
    }
    assert (found.opened.crs.srid, found.opened.crs.degrees) == (4326, True)  # type: ignore[union-attr]


BAD = {
    "words": ("<Point><coordinates>no,no</coordinates></Point>", "coordinates_wrong"),
    "half a pair": ("<Point><coordinates>102.7</coordinates></Point>", "coordinates_wrong"),
    "not a number": ("<Point><coordinates>nan,25</coordinates></Point>", "coordinates_wrong"),
    "line of one point": ("<LineString><coordinates>1,1</coordinates></LineString>", "line_short"),
    "ring of two points": (
        "<Polygon><outerBoundaryIs><LinearRing><coordinates>1,1 2,2 1,1</coordinates></LinearRing></outerBoundaryIs></Polygon>",
        "ring_short",
    ),
    "too many vertices": (
        f"<LineString><coordinates>{'1,1 2,2 ' * 600}</coordinates></LineString>", "too_many_vertices"),
}  # fmt: skip


@pytest.mark.parametrize(("inside", "code"), BAD.values(), ids=BAD.keys())
def test_a_faulty_placemark_is_rejected_alone(tmp_path: Path, inside: str, code: str):
    path = written(tmp_path, document(POINT, inside, LINE))
    found = read(path, limits=Limits(vertices=1_000))
    assert (found.row, found.rejected, found.read) == ([1, 3], [(2, code)], 3)


def test_links_and_pictures_are_named_and_never_followed(tmp_path: Path):
    link = "<NetworkLink><Link><href>http://127.0.0.1:9/secret.kml</href></Link></NetworkLink>"
    overlay = "<GroundOverlay><Icon><href>http://127.0.0.1:9/p.png</href></Icon></GroundOverlay>"
    found = read(written(tmp_path, document(POINT).replace("<Placemark>", f"{link}{overlay}<Placemark>")))
    assert found.codes == {"network_link", "network_link_named", "overlay"}
    assert any("http://127.0.0.1:9/secret.kml" in problem.en for problem in found.problems)
    assert len(found.row) == 1


LAUGHS = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 12))
REFUSED = {
    "billion laughs": (
        f'<!DOCTYPE kml [<!ENTITY l0 "ha">{LAUGHS}]>' + document(f"<name>&l11;</name>{POINT}", head=""), "entities"),
    "a file of this machine": (
        '<!DOCTYPE kml [<!ENTITY f SYSTEM "file:///etc/passwd">]>' + document(f"<name>&f;</name>{POINT}", head=""), "entities"),
    "entities from outside": (
        '<!DOCTYPE kml [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd">%p;]>' + document(POINT, head=""), "entities"),
    "nested without end": (document("<MultiGeometry>" * 100_000), "nested deeper"),
    "cut": (document(POINT)[:-20], "no valid XML at line"),
    "another kind of XML": ("<html><body/></html>", "no KML"),
    "no XML": ("经度,纬度\n1,2", "no valid XML"),
    "nothing in it": (document(), "no Placemark"),
    "empty Placemarks": (document("", "<Style/>"), "no Placemark"),
    "no usable record": (document("<Point><coordinates>x,y</coordinates></Point>"), "none of the 1 records"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "reason"), REFUSED.values(), ids=REFUSED.keys())
def test_hostile_and_broken_documents_are_refused_with_a_reason(tmp_path: Path, content: str, reason: str):
    assert reason in refusal_of(open_kml, written(tmp_path, content))


def test_junk_after_the_document_is_told(tmp_path: Path):
    found = read(written(tmp_path, document(POINT) + "\0\0junk"))
    assert (len(found.row), found.codes) == (1, {"junk_after_end"})


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "gbk"])
@pytest.mark.parametrize("declared", ["UTF-8", None])
def test_chinese_names_survive_their_encoding(tmp_path: Path, codec: str, declared: str | None):
    head = f'<?xml version="1.0" encoding="{declared or codec.removesuffix("-sig")}"?>'
    text = document(*[f"<name>联盟街道办事处</name>\n{POINT}"] * 3, head=head)
    assert read(written(tmp_path, text.encode(codec))).values["name"] == ["联盟街道办事处"] * 3


def test_in_a_folder_doc_kml_is_read_and_the_others_are_layers(tmp_path: Path):
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "extra.kml").write_text(document(LINE))
    (tmp_path / "a.kml").write_text(document(LINE))
    (tmp_path / "doc.kml").write_text(document(POINT))
    found = read(tmp_path)
    assert [layer.name for layer in found.opened.layers] == ["doc", "a", "extra"]
    assert found.geometry[0].geom_type == "Point"
    assert read(tmp_path, layer="extra").geometry[0].geom_type == "LineString"


def test_jiangning_is_what_its_geojson_is():
    import json

    truth = json.loads(reference_file("jiangning/shequ_from_js.geojson").read_text(encoding="utf-8"))
    kept = [one for one in truth["features"] if one["geometry"]]
    found = read(reference_file("formats/jiangning_communities.kml"))
    assert found.values["name"] == [one["properties"]["NAME"] for one in kept]
    shapes = [shapely.from_geojson(json.dumps(one["geometry"])) for one in kept]
    assert shapely.hausdorff_distance(found.geometry, shapes).max() < 1e-9


def test_all_geometries_of_a_test_suite_come_out_as_it_says():
    found = read(reference_file("odd/gdal_kml_geometries/geometries.kml"))
    assert (found.read, found.rejected) == (25, [(18, "ring_short")])
    kinds = [None if one is None else one.geom_type for one in found.geometry]
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {
        None: 12, "Polygon": 6, "Point": 2, "LineString": 2, "MultiPoint": 1, "GeometryCollection": 1,
    }  # fmt: skip
