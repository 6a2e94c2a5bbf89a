"""Shapefiles as bureaus send them: parts missing, lying or cut, and nothing of it silent."""

import datetime
import struct
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio.raw
import pytest
import shapefile as pyshp
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyproj import Transformer

from geodata.importers.files.shapefile import open_shapefile
from tests.geodata.importers.files.vector_reading import Whole, refusal_of, whole
from tests.reference import reference_file

SQUARE = [(0, 0), (0, 10), (10, 10), (10, 0), (0, 0)]
HOLE = [(2, 2), (4, 2), (4, 4), (2, 4), (2, 2)]


def read(path: Path, **options: Any) -> Whole:
    """The shapefile read to its end."""
    return whole(open_shapefile, path, **options)


def shifted(ring: list[tuple[float, float]], by: float) -> list[tuple[float, float]]:
    """A ring moved east."""
    return [(x + by, y) for x, y in ring]


def write_squares(folder: Path, number: int = 5, **options: Any) -> Path:
    """A shapefile of squares in a row, named 网格1, 网格2 ..., with its number in NO."""
    with pyshp.Writer(
        str(folder / "grids"), shapeType=pyshp.POLYGON, **({"encoding": "utf-8"} | options)
    ) as out:
        out.field("NAME", "C", 20)
        out.field("NO", "N", 6)
        for i in range(number):
            out.poly([shifted(SQUARE, 20 * i)])
            out.record(f"网格{i + 1}", i + 1)
    return folder / "grids.shp"


def rewrite(path: Path, at: int, content: bytes) -> None:
    """Write over some bytes of a file."""
    data = bytearray(path.read_bytes())
    data[at : at + len(content)] = content
    path.write_bytes(bytes(data))


# A square's record: 8 bytes of header, 44 + 4 + 5 * 16 of content.
RECORD = 8 + 44 + 4 + 80


def test_shapes_and_attributes_come_in_pairs(tmp_path: Path):
    found = read(write_squares(tmp_path))
    assert found.row == [1, 2, 3, 4, 5]
    assert found.values == {"NAME": [f"网格{i}" for i in range(1, 6)], "NO": [1, 2, 3, 4, 5]}
    assert shapely.bounds(found.geometry)[:, 0].tolist() == [0, 20, 40, 60, 80]
    assert found.problems == []


def test_without_an_index_all_records_are_found(tmp_path: Path):
    path = write_squares(tmp_path)
    path.with_suffix(".shx").unlink()
    found = read(path)
    assert (found.values["NO"], found.codes) == ([1, 2, 3, 4, 5], {"no_shx"})


def test_a_wrong_index_is_told_and_not_believed(tmp_path: Path):
    path = write_squares(tmp_path)
    index = path.with_suffix(".shx")
    index.write_bytes(index.read_bytes()[:100] + struct.pack(">6i", 50, 9, 9_999, 40, 3, 3))
    found = read(path)
    assert (found.values["NO"], found.codes) == ([1, 2, 3, 4, 5], {"shx_wrong"})


def test_records_that_lie_in_another_order_follow_the_index(tmp_path: Path):
    path = write_squares(tmp_path, 3)
    body = path.read_bytes()[100:]
    parts = [body[i * RECORD : (i + 1) * RECORD] for i in range(3)]
    path.write_bytes(path.read_bytes()[:100] + parts[2] + parts[0] + parts[1])
    words = [(50 + i * RECORD // 2, (RECORD - 8) // 2) for i in (1, 2, 0)]
    index = path.with_suffix(".shx")
    index.write_bytes(index.read_bytes()[:100] + b"".join(struct.pack(">ii", *one) for one in words))
    found = read(path)
    assert shapely.bounds(found.geometry)[:, 0].tolist() == [0, 20, 40]
    assert found.problems == []


def test_a_cut_last_record_loses_only_itself(tmp_path: Path):
    path = write_squares(tmp_path)
    path.write_bytes(path.read_bytes()[:-30])
    found = read(path)
    assert found.values["NO"] == [1, 2, 3, 4]
    assert (found.rejected, found.read) == ([(5, "record_lost")], 5)


def test_a_wrong_part_count_loses_only_its_record(tmp_path: Path):
    path = write_squares(tmp_path)
    rewrite(path, 100 + RECORD + 8 + 36, struct.pack("<i", 900_000))
    found = read(path)
    assert found.values["NO"] == [1, 3, 4, 5]
    assert found.rejected == [(2, "record_corrupt")]


@pytest.mark.parametrize("words", [20, 40, 400, 2**30, 0, -5], ids=lambda words: f"{words} words")
@pytest.mark.parametrize("with_index", [True, False], ids=["index", "no index"])
def test_a_record_that_lies_about_its_length_does_not_take_others_with_it(
    tmp_path: Path, words: int, with_index: bool
):
    path = write_squares(tmp_path)
    rewrite(path, 100 + 2 * RECORD + 4, struct.pack(">i", words))
    if not with_index:
        path.with_suffix(".shx").unlink()
    found = read(path)
    west = dict(zip(found.values["NO"], shapely.bounds(found.geometry)[:, 0], strict=True))
    assert {number: west.get(number) for number in (1, 2, 4, 5)} == {1: 0, 2: 20, 4: 60, 5: 80}
    assert west.get(3, 40) == 40
    assert found.read == 5


def test_garbage_between_records_is_stepped_over(tmp_path: Path):
    path = write_squares(tmp_path)
    data = path.read_bytes()
    path.write_bytes(data[: 100 + 2 * RECORD] + b"\xff" * 37 + data[100 + 2 * RECORD :])
    assert read(path).values["NO"] == [1, 2, 3, 4, 5]


def test_rows_stay_with_their_shapes_where_a_record_is_destroyed(tmp_path: Path):
    path = write_squares(tmp_path)
    rewrite(path, 100 + RECORD, b"\xff" * RECORD)
    found = read(path)
    west = dict(zip(found.values["NO"], shapely.bounds(found.geometry)[:, 0], strict=True))
    assert west == {1: 0, 3: 40, 4: 60, 5: 80}
    assert found.rejected == [(2, "record_lost")]


def test_without_attributes_the_shapes_remain_and_it_is_told(tmp_path: Path):
    path = write_squares(tmp_path)
    path.with_suffix(".dbf").unlink()
    found = read(path)
    assert (len(found.geometry), found.opened.columns, found.codes) == (5, (), {"no_dbf"})


def test_a_shorter_table_leaves_the_last_attributes_empty(tmp_path: Path):
    path = write_squares(tmp_path)
    table = path.with_suffix(".dbf")
    rewrite(table, 4, struct.pack("<I", 3))
    found = read(path)
    assert found.values["NO"] == [1, 2, 3, None, None]
    assert found.measure("attributes_missing") == 2


def test_a_table_whose_header_claims_millions_is_read_to_its_end(tmp_path: Path):
    path = write_squares(tmp_path)
    rewrite(path.with_suffix(".dbf"), 4, struct.pack("<I", 4_000_000_000))
    assert read(path).values["NO"] == [1, 2, 3, 4, 5]


def test_records_marked_as_deleted_are_left_out_and_counted(tmp_path: Path):
    path = write_squares(tmp_path)
    table = path.with_suffix(".dbf")
    first, width = struct.unpack_from("<HH", table.read_bytes(), 8)
    rewrite(table, first + width, b"*")
    found = read(path)
    assert (found.values["NO"], found.row, found.read) == ([1, 3, 4, 5], [1, 3, 4, 5], 4)
    assert found.measure("record_deleted") == 1


def test_fields_are_typed_and_what_is_no_value_is_none(tmp_path: Path):
    with pyshp.Writer(str(tmp_path / "t"), shapeType=pyshp.POINT, encoding="utf-8") as out:
        for name, kind, size, decimals in (
            ("CODE", "C", 15, 0), ("N", "N", 8, 0), ("F", "N", 10, 2), ("D", "D", 8, 0), ("L", "L", 1, 0),
        ):  # fmt: skip
            out.field(name, kind, size, decimals)
        out.point(1, 2)
        out.record("001", 42, 3.25, datetime.date(2024, 2, 29), True)
        out.point(1, 2)
        out.record("", None, None, None, None)
    table = tmp_path / "t.dbf"
    found = read(tmp_path / "t.shp")
    assert {name: column[0] for name, column in found.values.items()} == {
        "CODE": "001", "N": 42, "F": 3.25, "D": "2024-02-29", "L": True,
    }  # fmt: skip
    assert type(found.values["N"][0]) is int
    assert [column[1] for column in found.values.values()] == [None] * 5
    first, _ = struct.unpack_from("<HH", table.read_bytes(), 8)
    rewrite(table, first + 1 + 15, b"********")
    rewrite(table, first + 1 + 15 + 8, b"       NaN")
    rewrite(table, first + 1 + 15 + 8 + 10, b"20241341")
    found = read(tmp_path / "t.shp")
    assert [found.values[name][0] for name in ("N", "F", "D")] == [None, None, None]
    assert found.measure("number_unreadable") == 1


@pytest.mark.parametrize(
    ("cpg", "codec", "name"),
    [
        ("936", "gbk", "gb18030"), ("GBK", "gbk", "gb18030"), ("GB2312", "gbk", "gb18030"), ("CP936", "gbk", "gb18030"),
        ("UTF-8", "utf-8", "utf-8"), ("utf8\r\n", "utf-8", "utf-8"), ("65001", "utf-8", "utf-8"), ("Big5", "big5", "big5"),
        (None, "gbk", "gb18030"), ("OEM", "gbk", "gb18030"), (None, "utf-8", "utf-8"), ("nonsense", "gbk", "gb18030"),
    ],
)  # fmt: skip
def test_names_are_read_in_the_declared_or_found_encoding(
    tmp_path: Path, cpg: str | None, codec: str, name: str
):
    text = "聯盟街道辦事處" if codec == "big5" else "联盟街道办事处"
    with pyshp.Writer(str(tmp_path / "t"), shapeType=pyshp.POINT, encoding=codec) as out:
        out.field("NAME" if codec == "big5" else "名称", "C", 30)
        for _ in range(3):
            out.point(0, 0)
            out.record(text)
    (tmp_path / "t.cpg").unlink(missing_ok=True)
    if cpg is not None:
        (tmp_path / "t.cpg").write_text(cpg)
    found = read(tmp_path / "t.shp")
    assert found.opened.encoding is not None
    assert found.opened.encoding.name == name
    assert found.values == {"NAME" if codec == "big5" else "名称": [text] * 3}


def test_the_code_page_byte_of_the_table_tells_the_encoding(tmp_path: Path):
    path = write_squares(tmp_path, encoding="gbk")
    path.with_suffix(".cpg").unlink(missing_ok=True)
    rewrite(path.with_suffix(".dbf"), 29, b"\x4d")
    found = read(path)
    assert (found.opened.encoding.name, found.opened.encoding.sure) == ("gb18030", True)  # type: ignore[union-attr]
    assert found.values["NAME"][0] == "网格1"


def test_what_the_user_says_of_the_encoding_wins(tmp_path: Path):
    found = read(write_squares(tmp_path, encoding="gbk"), encoding="big5")
    assert found.opened.encoding.name == "big5"  # type: ignore[union-attr]
    assert found.values["NAME"][0] != "网格1"


@pytest.mark.parametrize(("codec", "width"), [("utf-8", 10), ("gbk", 7)])
def test_a_text_cut_inside_a_character_keeps_the_rest(tmp_path: Path, codec: str, width: int):
    path = write_squares(tmp_path, 1)
    raw = "盘龙区联盟街道".encode(codec)[:width]
    assert raw.decode(codec, "ignore") == "盘龙区"
    with pyshp.Writer(str(path.with_suffix("")), shapeType=pyshp.POINT, encoding="latin-1") as out:
        out.field("NAME", "C", width)
        out.point(0, 0)
        out.record(raw.decode("latin-1"))
    path.with_suffix(".cpg").write_text(codec)
    found = read(path)
    assert found.values["NAME"] == ["盘龙区"]
    assert found.measure("text_cut") == 1


def test_field_names_twice_or_empty_become_distinct_and_are_told(tmp_path: Path):
    path = write_squares(tmp_path)
    table = path.with_suffix(".dbf")
    rewrite(table, 64, b"NAME\0rest\0\0")
    found = read(path)
    assert found.opened.columns == ("NAME", "NAME_2")
    assert found.values["NAME_2"] == [1, 2, 3, 4, 5]
    rewrite(table, 32, b"\0" * 11)
    assert "column_renamed" in found.codes


def rings_of(path: Path, *rings: list[tuple[float, float]]) -> shapely.Geometry:
    """The polygon of one record written with these rings exactly as they run."""
    with pyshp.Writer(str(path / "r"), shapeType=pyshp.POLYGON, encoding="utf-8") as out:
        out.field("N", "N", 3)
        out.poly([list(ring) for ring in rings])
        out.record(1)
    # The writer turns rings its own way: put them back as given.
    points = [point for ring in rings for point in ring]
    at = 100 + 8 + 44 + 4 * len(rings)
    rewrite(path / "r.shp", at, b"".join(struct.pack("<dd", *point) for point in points))
    return read(path / "r.shp").geometry[0]


#  +-------------+      the ring of an island in a hole
#  | +---------+ |      is a part of its own
#  | |  +---+  | |
#  | |  +---+  | |
#  | +---------+ |
#  +-------------+
INNER_HOLE = [(1, 1), (9, 1), (9, 9), (1, 9), (1, 1)]
ISLAND = [(4, 4), (4, 6), (6, 6), (6, 4), (4, 4)]
NESTED = {
    "hole": ([SQUARE, HOLE], 96.0, 1),
    "hole first": ([HOLE, SQUARE], 96.0, 1),
    "hole that runs like its border": ([SQUARE, HOLE[::-1]], 96.0, 1),
    "all the wrong way": ([SQUARE[::-1], HOLE[::-1]], 96.0, 1),
    "two parts": ([SQUARE, shifted(SQUARE, 20)], 200.0, 2),
    "two parts that touch in a point": ([SQUARE, [(x + 10, y + 10) for x, y in SQUARE]], 200.0, 2),
    "island in a hole": ([SQUARE, INNER_HOLE, ISLAND], 100.0 - 64.0 + 4.0, 2),
    "hole of the second part": ([SQUARE, shifted(SQUARE, 20), shifted(HOLE, 20)], 196.0, 2),
    "hole that touches its border in a point": ([SQUARE, [(0, 5), (5, 4), (5, 6), (0, 5)]], 95.0, 1),
}


@pytest.mark.parametrize(("rings", "area", "parts"), NESTED.values(), ids=NESTED.keys())
def test_rings_become_borders_and_holes_by_what_contains_what(
    tmp_path: Path, rings: list[list[tuple[float, float]]], area: float, parts: int
):
    shape = rings_of(tmp_path, *rings)
    assert shape.is_valid
    assert shape.area == pytest.approx(area)
    assert shapely.get_num_geometries(shape) == parts


def test_rings_that_run_the_wrong_way_are_counted(tmp_path: Path):
    rings_of(tmp_path, SQUARE[::-1], HOLE)
    assert read(tmp_path / "r.shp").measure("ring_orientation") == 1


def test_kinds_with_heights_null_shapes_and_mixed_kinds(tmp_path: Path):
    with pyshp.Writer(str(tmp_path / "z"), shapeType=pyshp.POINTZ, encoding="utf-8") as out:
        out.field("N", "N", 3)
        out.pointz(1, 2, 3, 4)
        out.record(1)
        out.null()
        out.record(2)
    found = read(tmp_path / "z.shp")
    assert [None if one is None else one.wkt for one in found.geometry] == ["POINT (1 2)", None]
    assert found.codes == {"heights_dropped", "geometry_missing"}
    assert found.values["N"] == [1, 2]


@pytest.mark.parametrize("number", [float("nan"), float("inf"), -1.7976931348623157e308, 1e38])
def test_coordinates_that_are_no_place_reject_their_record_alone(tmp_path: Path, number: float):
    path = write_squares(tmp_path, 2)
    rewrite(path, 100 + 8 + 48, struct.pack("<d", number))
    found = read(path)
    assert (found.values["NO"], found.rejected) == ([2], [(1, "coordinates_wrong")])


def test_a_record_with_too_many_vertices_is_not_even_read(tmp_path: Path):
    from geodata.importers.files.contents import Limits

    path = write_squares(tmp_path, 2)
    rewrite(path, 100 + 8 + 40, struct.pack("<i", 5_000_000))
    found = read(path, limits=Limits(vertices=1_000))
    assert (found.values["NO"], found.rejected) == ([2], [(1, "too_many_vertices")])


def test_a_multipatch_is_refused_with_what_is_needed(tmp_path: Path):
    path = write_squares(tmp_path)
    rewrite(path, 32, struct.pack("<i", 31))
    assert "multipatches" in refusal_of(open_shapefile, path)


def test_a_web_page_saved_as_shapefile_is_refused(tmp_path: Path):
    (tmp_path / "page.shp").write_text("<html>not found</html>" * 20)
    assert "no shapefile" in refusal_of(open_shapefile, tmp_path / "page.shp")


def test_a_file_without_one_usable_record_is_refused_with_the_first_reason(tmp_path: Path):
    path = write_squares(tmp_path, 1)
    rewrite(path, 100 + 8 + 36, struct.pack("<i", 77))
    assert "none of the 1 records" in refusal_of(open_shapefile, path)


def test_several_shapefiles_of_a_folder_are_its_layers(tmp_path: Path):
    for name in ("网格", "社区"):
        (tmp_path / name).mkdir()
        write_squares(tmp_path / name).rename(tmp_path / name / f"{name}.SHP")
        (tmp_path / name / "grids.dbf").rename(tmp_path / name / f"{name}.DBF")
    found = read(tmp_path)
    assert [layer.name for layer in found.opened.layers] == ["社区", "网格"]
    assert (found.opened.layer, "several_layers" in found.codes) == ("社区", True)
    assert read(tmp_path, layer="网格").values["NO"] == [1, 2, 3, 4, 5]
    assert "choose one of" in refusal_of(open_shapefile, tmp_path, layer="街道")


def test_a_preview_reads_one_more_record_than_asked_for(tmp_path: Path):
    found = read(write_squares(tmp_path), first_records=2)
    assert found.read == 3


def test_a_prj_with_capitals_and_a_mark_is_read_and_a_web_page_is_not(tmp_path: Path):
    path = write_squares(tmp_path)
    assert (read(path).opened.crs.srid, read(path).opened.crs.reason.en) == (None, "there is no .prj")  # type: ignore[union-attr]
    wkt = (
        'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137,298.257223563]],PRIMEM["Greenwich",0],'
        'UNIT["Degree",0.0174532925199433]]'
    )
    path.with_suffix(".PRJ").write_text("\ufeff" + wkt, encoding="utf-8")
    assert read(path).opened.crs.srid == 4326  # type: ignore[union-attr]
    path.with_suffix(".PRJ").write_text("<!DOCTYPE html><html></html>")
    assert read(path).opened.crs.label == "HTML"  # type: ignore[union-attr]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.integers(0, 1_400), st.binary(min_size=1, max_size=12)), min_size=1, max_size=4),
    st.sampled_from([".shp", ".shx", ".dbf"]),
    st.booleans(),
)
def test_random_damage_never_crashes_nor_pairs_a_shape_with_another_row(
    tmp_path: Path, damage: list[tuple[int, bytes]], part: str, cut: bool
):
    path = write_squares(tmp_path, 8)
    for at, content in damage:
        victim = path.with_suffix(part)
        rewrite(victim, min(at, victim.stat().st_size - len(content)), content)
    if cut:
        path.with_suffix(part).write_bytes(path.with_suffix(part).read_bytes()[: -damage[0][0] or None])
    if not refusal_of(open_shapefile, path):
        found = read(path)
        assert len(found.row) == len(found.geometry)
        assert found.read >= len(found.row) + len({row for row, _ in found.rejected})
        assert sorted(set(found.row)) == found.row
        if part == ".dbf":
            assert shapely.bounds(found.geometry)[:, 0].tolist() == [20.0 * (row - 1) for row in found.row]


REAL = [
    "coverages/DE_precincts.zip",
    "coverages/DenverCo_precincts2020_orig.zip",
    "coverages/CO_bad_gap_region.zip",
    "coverages/DenverCo_blocks.zip",
    "formats/jiangning_gbk_nocpg_cgcs2000_gk_cm120.zip",
]


def unpacked(name: str, folder: Path) -> Path:
    """The folder of an unpacked archive of the reference data."""
    import zipfile

    with zipfile.ZipFile(reference_file(name)) as archive:
        archive.extractall(folder)
    return folder


@pytest.mark.parametrize("name", REAL)
def test_real_coverages_are_what_gdal_reads(tmp_path: Path, name: str):
    folder = unpacked(name, tmp_path)
    found = read(folder)
    encoding = "gbk" if "gbk" in name else None
    meta, _, wkb, fields = pyogrio.raw.read(next(folder.rglob("*.shp")), encoding=encoding)
    theirs = shapely.force_2d(shapely.from_wkb(wkb))
    assert shapely.equals_exact(shapely.normalize(found.geometry), shapely.normalize(theirs)).all()
    for column, other in zip(meta["fields"], fields, strict=True):
        mine = found.values[str(column)]
        if other.dtype.kind == "f":
            same = np.isclose(np.array(mine, float), other, equal_nan=True, rtol=1e-12, atol=0).all()
        else:
            same = [None if one in (None, "") else one for one in other.tolist()] == mine
        assert same, column


def test_the_blocks_of_denver_have_their_people_and_holes(tmp_path: Path):
    found = read(unpacked("coverages/DenverCo_blocks.zip", tmp_path))
    assert len(found.geometry) == 10_149
    assert sum(found.values["TOTPOP20"]) == 715_522
    assert shapely.get_num_interior_rings(found.geometry).sum() == 24


JIANGNING = [
    ("jiangning_gbk_nocpg_cgcs2000_gk_cm120.zip", 4549),
    ("jiangning_noprj_metres_gbk.zip", None),
    ("jiangning_noshx.zip", 4326),
    ("jiangning_upper_ext_in_folder.zip", 4326),
]


@pytest.mark.parametrize(("name", "srid"), JIANGNING, ids=[name for name, _ in JIANGNING])
def test_jiangning_keeps_its_names_and_places_in_every_layout(tmp_path: Path, name: str, srid: int | None):
    import json

    truth = json.loads(reference_file("jiangning/shequ_from_js.geojson").read_text(encoding="utf-8"))
    kept = [one for one in truth["features"] if one["geometry"]]
    found = read(unpacked(f"formats/{name}", tmp_path))
    assert found.opened.crs.srid == srid  # type: ignore[union-attr]
    assert found.values["社区名称"] == [one["properties"]["NAME"] for one in kept]
    shapes = shapely.normalize(
        np.array([shapely.from_geojson(json.dumps(one["geometry"])) for one in kept], object)
    )
    if srid != 4326:
        to_metres = Transformer.from_crs(4490, 4549, always_xy=True)
        shapes = shapely.transform(
            shapes, lambda xy: np.column_stack(to_metres.transform(xy[:, 0], xy[:, 1]))
        )
    apart = shapely.hausdorff_distance(found.geometry, shapes)
    assert apart.max() < (1.0 if srid != 4326 else 1e-5)
