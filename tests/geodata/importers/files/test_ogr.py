"""GeoPackage, FlatGeobuf, GML and File Geodatabase: exact values, lying counts, bad records, nothing followed outside."""

import sqlite3
import warnings
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from geodata.importers.files import ogr
from geodata.importers.files.contents import Limits
from geodata.importers.files.ogr import open_filegdb, open_flatgeobuf, open_gml, open_gpkg
from tests.geodata.importers.files.vector_reading import refusal_of, whole
from tests.reference import reference_file

FORMATS = {
    "gpkg": (open_gpkg, ".gpkg", "GPKG"),
    "flatgeobuf": (open_flatgeobuf, ".fgb", "FlatGeobuf"),
    "gml": (open_gml, ".gml", "GML"),
}
each_format = pytest.mark.parametrize(("open_it", "suffix", "driver"), FORMATS.values(), ids=FORMATS.keys())
NUMBER = 25
pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:pyogrio", "ignore::RuntimeWarning:pyogrio")


def frame(**columns: Any) -> gpd.GeoDataFrame:
    """Boxes in a row in zone 34, each with its number."""
    x = np.arange(NUMBER) * 20.0 + 530_000
    boxes = shapely.box(x, 2_770_000.0, x + 12, 2_770_009.0)
    return gpd.GeoDataFrame({"no": range(1, NUMBER + 1), **columns}, geometry=boxes, crs=4543)


def written(path: Path, driver: str, table: gpd.GeoDataFrame, **options: Any) -> Path:
    """The path of a table written by GDAL."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        table.to_file(path, driver=driver, **options)
    return path


@each_format
def test_records_come_whole_with_system_and_values(tmp_path: Path, open_it: Any, suffix: str, driver: str):
    names = [f"{i}号楼" for i in range(NUMBER)]
    found = whole(open_it, written(tmp_path / f"b{suffix}", driver, frame(name=names)))
    assert found.opened.crs.srid == 4543  # type: ignore[union-attr]
    assert found.row == list(range(1, NUMBER + 1))
    # FlatGeobuf packs by place: what belongs together is what counts, not the order.
    order = np.argsort(found.values["no"])
    assert [found.values["name"][i] for i in order] == names
    assert (
        shapely.bounds(found.geometry[order])[:, 0].tolist() == (np.arange(NUMBER) * 20.0 + 530_000).tolist()
    )


@each_format
def test_codes_of_18_digits_stay_exact_beside_empty_ones(
    tmp_path: Path, open_it: Any, suffix: str, driver: str
):
    # as floats 530103000000000001 and ...003 would be the same number
    codes = [None if i % 3 == 0 else 530_103_000_000_000_001 + 2 * i for i in range(NUMBER)]
    table = frame(code=pd.array(codes, dtype="Int64"))
    found = whole(open_it, written(tmp_path / f"b{suffix}", driver, table))
    assert dict(zip(found.values["no"], found.values["code"], strict=True)) == dict(
        zip(range(1, NUMBER + 1), codes, strict=True)
    )


def test_kinds_of_values_are_plain(tmp_path: Path):
    table = frame(
        flag=pd.array([True, None, *[False] * (NUMBER - 2)], dtype="boolean"),
        share=[0.5, np.nan, *[1.0] * (NUMBER - 2)],
        day=pd.to_datetime(["2024-02-29 08:30:00", None, *["2024-01-01"] * (NUMBER - 2)], format="ISO8601"),
        text=["甲", None, *["乙"] * (NUMBER - 2)],
    )
    values = whole(open_gpkg, written(tmp_path / "v.gpkg", "GPKG", table)).values
    assert {name: column[:2] for name, column in values.items()} == {
        "no": [1, 2],
        "flag": [True, None],
        "share": [0.5, None],
        "day": ["2024-02-29T08:30:00", None],
        "text": ["甲", None],
    }
    assert {type(column[0]) for column in values.values()} == {int, bool, float, str}


@pytest.fixture(params=[1, 7, NUMBER, 1_000])
def slices(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Slices of so many records."""
    monkeypatch.setattr(ogr, "BATCH_RECORDS", request.param)
    monkeypatch.setattr(ogr, "SLOW_BATCH_RECORDS", request.param)


@each_format
@pytest.mark.usefixtures("slices")
def test_slices_of_any_size_give_the_same_records(tmp_path: Path, open_it: Any, suffix: str, driver: str):
    found = whole(open_it, written(tmp_path / f"b{suffix}", driver, frame()))
    assert sorted(found.values["no"]) == list(range(1, NUMBER + 1))
    assert (found.row, found.problems) == (list(range(1, NUMBER + 1)), [])


def test_one_record_that_cannot_be_read_is_lost_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = written(tmp_path / "b.gpkg", "GPKG", frame())
    read, bad = ogr.pyogrio.raw.read, 17

    def failing(*given: Any, **options: Any) -> Any:
        first = options.get("skip_features", 0)
        if first < bad <= first + (options.get("max_features") or 0):
            raise ogr.FeatureError("broken page")
        return read(*given, **options)

    monkeypatch.setattr(ogr.pyogrio.raw, "read", failing)
    found = whole(open_gpkg, path)
    assert found.rejected == [(bad, "record_corrupt")]
    assert found.values["no"] == [no for no in range(1, NUMBER + 1) if no != bad]
    assert found.read == NUMBER


def change(path: Path, *statements: str) -> None:
    """Change a GeoPackage behind its back."""
    with sqlite3.connect(path) as connection:
        triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for (name,) in triggers:
            connection.execute(f'DROP TRIGGER "{name}"')
        for statement in statements:
            connection.execute(statement)
    connection.close()


def test_a_geometry_that_is_none_is_lost_alone(tmp_path: Path):
    path = written(tmp_path / "b.gpkg", "GPKG", frame(), layer="b", SPATIAL_INDEX="NO")
    change(path, "UPDATE b SET geom = NULL WHERE fid = 3", "UPDATE b SET geom = x'1234' WHERE fid = 5")
    found = whole(open_gpkg, path)
    assert len(found.row) + len(found.rejected) == NUMBER
    assert found.geometry[2] is None
    assert found.measure("geometry_missing") in (1, 2)
    assert [no for no in found.values["no"] if no not in (3, 5)] == [
        n for n in range(1, 26) if n not in (3, 5)
    ]


@pytest.mark.parametrize("claimed", [1_000, 1])
def test_a_lying_count_changes_nothing_but_is_told_where_it_promises_more(tmp_path: Path, claimed: int):
    path = written(tmp_path / "b.gpkg", "GPKG", frame(), layer="b")
    change(path, f"UPDATE gpkg_ogr_contents SET feature_count = {claimed}")
    found = whole(open_gpkg, path)
    assert len(found.row) == NUMBER
    assert ("count_differs" in found.codes) == (claimed > NUMBER)


@pytest.mark.parametrize(
    ("told", "srid"), [("EPSG:4543", 4543), ("EPSG:999999", None), ("", None), (None, None)]
)
def test_only_a_registered_number_is_taken(told: str | None, srid: int | None):
    found = ogr.layer_crs(told)
    assert found.srid == srid
    assert found.reason.zh


def test_layers_are_named_and_chosen_in_chinese(tmp_path: Path):
    path = written(tmp_path / "l.gpkg", "GPKG", frame(), layer="网格边界")
    written(path, "GPKG", frame(name=["甲"] * NUMBER), layer="社区 '边界\"")
    found = whole(open_gpkg, path)
    assert [layer.name for layer in found.opened.layers] == ["网格边界", "社区 '边界\""]
    assert (found.opened.layer, "several_layers" in found.codes) == ("网格边界", True)
    assert whole(open_gpkg, path, layer="社区 '边界\"").values["name"] == ["甲"] * NUMBER
    assert "choose one of" in refusal_of(open_gpkg, path, layer="街道")


def test_a_table_beside_a_layer_is_read_when_named_and_never_by_itself(tmp_path: Path):
    path = written(tmp_path / "t.gpkg", "GPKG", frame(), layer="网格")
    import pyogrio

    pyogrio.write_dataframe(pd.DataFrame({"code": ["001", "002"]}), path, layer="登记", driver="GPKG")
    assert whole(open_gpkg, path).opened.layer == "网格"
    table = whole(open_gpkg, path, layer="登记")
    assert (table.values, len(table.geometry), "table_only" in table.codes) == (
        {"code": ["001", "002"]},
        0,
        True,
    )


def test_heights_are_dropped_and_counted_and_a_wide_shape_is_refused_alone(tmp_path: Path):
    table = frame()
    table.geometry = shapely.force_3d(table.geometry.to_numpy(), 1_890.0)
    table.loc[3, "geometry"] = shapely.Point(530_000, 2_770_000).buffer(50, quad_segs=500)
    found = whole(open_gpkg, written(tmp_path / "z.gpkg", "GPKG", table), limits=Limits(vertices=1_000))
    assert not shapely.has_z(found.geometry).any()
    assert found.measure("heights_dropped") == NUMBER - 1
    assert found.rejected == [(4, "too_many_vertices")]


def test_a_preview_stops_one_after_the_records_asked_for(tmp_path: Path):
    assert whole(open_gpkg, written(tmp_path / "b.gpkg", "GPKG", frame()), first_records=4).read == 5


def test_a_name_that_means_something_to_gdal_is_only_a_name(tmp_path: Path):
    for name in ("a!b.gpkg", "zip:x.gpkg", "网格 (1).gpkg", "b.gpkg.zip", "?.gpkg", "noending"):
        path = tmp_path / name
        path.write_bytes(written(tmp_path / "plain.gpkg", "GPKG", frame()).read_bytes())
        assert len(whole(open_gpkg, path).row) == NUMBER, name


VRT = '<OGRVRTDataSource><OGRVRTLayer name="x"><SrcDataSource>/etc/passwd</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>'
FOREIGN = {
    "pointer as gpkg": (open_gpkg, VRT),
    "pointer as fgb": (open_flatgeobuf, VRT),
    "pointer as gml": (open_gml, VRT),
    "remote service as gml": (open_gml, "<OGRWFSDataSource><URL>http://127.0.0.1:9/</URL></OGRWFSDataSource>"),
    "cut gml": (open_gml, '<FeatureCollection xmlns="http://www.opengis.net/gml"><featureMember>'),
    "entities in gml": (
        open_gml,
        '<!DOCTYPE F [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><FeatureCollection>&b;</FeatureCollection>',
    ),
    "file of this machine in gml": (
        open_gml, '<!DOCTYPE F [<!ENTITY a SYSTEM "file:///etc/passwd">]><FeatureCollection>&a;</FeatureCollection>'),
    "text as gpkg": (open_gpkg, "SQLite format 4"),
    "database that is none": (open_gpkg, "SQLite format 3\0" + "x" * 5_000),
}  # fmt: skip


@pytest.mark.parametrize(("open_it", "content"), FOREIGN.values(), ids=FOREIGN.keys())
def test_a_file_that_is_not_what_it_seems_is_refused(tmp_path: Path, open_it: Any, content: str):
    path = tmp_path / "file.dat"
    path.write_text(content)
    told = refusal_of(open_it, path)
    assert told
    assert str(tmp_path) not in told


@pytest.mark.parametrize(("open_it", "suffix", "driver"), FORMATS.values(), ids=FORMATS.keys())
def test_half_a_file_is_refused_or_told(tmp_path: Path, open_it: Any, suffix: str, driver: str):
    path = written(tmp_path / f"b{suffix}", driver, frame(name=["网格" * 200] * NUMBER))
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    if not refusal_of(open_it, path):
        found = whole(open_it, path)
        assert found.rejected or "count_differs" in found.codes


def test_a_geodatabase_is_read_layer_by_layer(tmp_path: Path):
    import zipfile

    with zipfile.ZipFile(reference_file("odd/fiona_openfilegdb/testopenfilegdb.gdb.zip")) as archive:
        archive.extractall(tmp_path)
    found = whole(open_filegdb, tmp_path)
    assert len(found.opened.layers) == 37
    assert (found.values["str"], found.values["int"]) == (["foo_é"] * 5, [123] * 5)
    assert found.values["adate"][0] == "2013-12-26T12:34:56"
    polygons = whole(open_filegdb, tmp_path, layer="polygon")
    assert set(shapely.get_type_id(polygons.geometry[~shapely.is_missing(polygons.geometry)])) == {6}


ODD = {
    "gdal_gpkg_3d_envelope/3d_envelope.gpkg": (2, None, {"heights_dropped"}),
    "gdal_gpkg_huge_feature_count/huge_feature_count.gpkg": (1, 4326, {"several_layers"}),
    "gdal_gpkg_poly_non_conformant/poly_non_conformant.gpkg": (1, 27700, {"gpkg_nonconformant"}),
    "mapshaper_gpkg_missing_crs/missing_crs_mixed_ranges.gpkg": (1, None, {"several_layers"}),
    "mapshaper_gpkg_null_crs/null_crs_gdal.gpkg": (1, None, set()),
    "pyogrio_curvepolygon/curvepolygon.gpkg": (1, 4326, {"curves_linearised"}),
    "pyogrio_multisurface/multisurface.gpkg": (1, 4326, {"curves_linearised"}),
}


@pytest.mark.parametrize(("name", "expected"), ODD.items(), ids=ODD.keys())
def test_odd_packages_are_read_with_their_notices(name: str, expected: tuple[int, int | None, set[str]]):
    found = whole(open_gpkg, reference_file(f"odd/{name}"))
    assert (len(found.geometry), found.opened.crs.srid, found.codes) == expected  # type: ignore[union-attr]
    assert set(shapely.get_type_id(found.geometry)) <= {1, 3, 6}


def test_only_tables_are_refused_until_one_is_named():
    path = reference_file("odd/mapshaper_gpkg_attributes_only/data_only_tables.gpkg")
    assert "oregon_cities" in refusal_of(open_gpkg, path)
    assert len(whole(open_gpkg, path, layer="washington_cities").row) == 6


def test_jiangning_in_metres_lies_where_it_lies_in_degrees():
    from pyproj import Transformer

    metres = whole(open_gpkg, reference_file("formats/jiangning_polygonZ_4549.gpkg"))
    degrees = whole(open_gpkg, reference_file("formats/jiangning_chinese_layer_null_geom.gpkg"))
    assert degrees.opened.layer == "社区边界"
    there = ~shapely.is_missing(degrees.geometry)
    assert (there.sum(), degrees.measure("geometry_missing")) == (194, 1)
    names = [name for name, here in zip(degrees.values["社区名称"], there, strict=True) if here]
    assert metres.values["社区名称"] == names
    to_metres = Transformer.from_crs(4490, 4549, always_xy=True)
    moved = shapely.transform(degrees.geometry[there], lambda xy: np.column_stack(to_metres.transform(*xy.T)))
    assert shapely.hausdorff_distance(metres.geometry, moved).max() < 1.0
