"""DXF drawings: closed lines are polygons, layers and texts are columns, blocks without end are refused at once."""

import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely

from geodata.importers.files.dxf import open_dxf
from tests.geodata.importers.files.vector_reading import Whole, refusal_of, whole
from tests.reference import reference_file


def pairs(*given: Any) -> str:
    """Group codes and values, each on a line of its own."""
    return "".join(f"{one}\n" for one in given)


def section(name: str, *content: str) -> str:
    """A section of a drawing."""
    return pairs(0, "SECTION", 2, name) + "".join(content) + pairs(0, "ENDSEC")


def header(version: str = "AC1015", page: str = "ANSI_936", units: int | None = None) -> str:
    """The header with version, code page and drawing unit."""
    unit = pairs(9, "$INSUNITS", 70, units) if units is not None else ""
    return section("HEADER", pairs(9, "$ACADVER", 1, version, 9, "$DWGCODEPAGE", 3, page), unit)


def polyline(
    *corners: tuple[float, float], layer: str = "社区界", closed: bool = True, extra: str = ""
) -> str:
    """A light polyline."""
    head = pairs(0, "LWPOLYLINE", 100, "AcDbEntity", 8, layer) + extra
    return (
        head
        + pairs(100, "AcDbPolyline", 90, len(corners), 70, int(closed))
        + "".join(pairs(10, x, 20, y) for x, y in corners)
    )


def text(content: str, layer: str = "注记") -> str:
    """A text at a place."""
    return pairs(0, "TEXT", 8, layer, 10, 5, 20, 5, 40, 2.5, 1, content)


def drawing(*entities: str, before: str = "") -> str:
    """A whole drawing."""
    return before + section("ENTITIES", *entities) + pairs(0, "EOF")


def written(tmp_path: Path, content: str, codec: str = "utf-8") -> Path:
    """The path of a drawing in an encoding."""
    path = tmp_path / "d.dxf"
    path.write_bytes(content.encode(codec))
    return path


def read(path: Path, **options: Any) -> Whole:
    """The drawing read to its end."""
    return whole(open_dxf, path, **options)


CORNERS = [(0, 0), (10, 0), (10, 10), (0, 10)]


def test_closed_lines_are_polygons_and_open_ones_stay_lines(tmp_path: Path):
    back_to_start = polyline(*CORNERS, CORNERS[0], closed=False)
    found = read(
        written(tmp_path, drawing(polyline(*CORNERS), polyline(*CORNERS, closed=False), back_to_start))
    )
    assert [shape.geom_type for shape in found.geometry] == ["Polygon", "LineString", "Polygon"]
    assert [shape.area for shape in found.geometry] == [100, 0, 100]
    assert found.measure("closed_lines") == 2
    assert found.opened.crs.srid is None  # type: ignore[union-attr]


def test_an_arc_in_a_border_is_followed(tmp_path: Path):
    # a bulge of 1 is half a circle: the side of 10 becomes a half disc of radius 5
    bulged = polyline(*CORNERS).replace(pairs(10, 10, 20, 0), pairs(10, 10, 20, 0, 42, 1), 1)
    found = read(written(tmp_path, drawing(bulged)))
    assert found.geometry[0].area == pytest.approx(100 + np.pi * 25 / 2, rel=0.01)


@pytest.mark.parametrize(
    ("version", "page", "codec"),
    [
        ("AC1015", "ANSI_936", "gbk"), ("AC1018", "ANSI_1252", "utf-8"), ("AC1021", "ANSI_936", "utf-8"),
        ("AC1032", "ANSI_1252", "utf-8"), ("AC1015", "ANSI_1252", "gbk"),
    ],
)  # fmt: skip
def test_layers_and_texts_are_read_in_their_encoding(tmp_path: Path, version: str, page: str, codec: str):
    words = "联盟街道办事处网格边界"
    content = drawing(polyline(*CORNERS), text(words), before=header(version, page))
    found = read(written(tmp_path, content, codec))
    assert found.values["Layer"] == ["社区界", "注记"]
    assert found.values["Text"] == [None, words]


# Their second byte in GBK is that of @ [ \\ { | } ~ or ^, which DXF texts give a meaning.
@pytest.mark.parametrize("second", b"@[\\{|}~^", ids=chr)
def test_characters_with_a_formatting_byte_inside_survive(tmp_path: Path, second: int):
    word = bytes([0x90, second]).decode("gbk")
    lines = [text(f"{word}网格")] + [text("联盟街道办事处")] * 5
    found = read(written(tmp_path, drawing(*lines, before=header()), "gbk"))
    assert found.values["Text"] == [f"{word}网格"] + ["联盟街道办事处"] * 5


def test_frozen_and_hidden_layers_are_read_and_told(tmp_path: Path):
    layers = "".join(
        pairs(0, "LAYER", 2, name, 70, flags, 62, colour, 6, "CONTINUOUS")
        for name, flags, colour in (("冻结", 1, 7), ("关闭", 0, -7), ("可见", 0, 7))
    )
    table = section("TABLES", pairs(0, "TABLE", 2, "LAYER", 70, 3), layers, pairs(0, "ENDTAB"))
    shapes = [polyline(*CORNERS, layer=name) for name in ("冻结", "关闭", "可见")]
    found = read(written(tmp_path, drawing(*shapes, before=table)))
    assert found.values["Layer"] == ["冻结", "关闭", "可见"]
    assert found.measure("hidden_layers") == 2


def test_one_layer_of_a_drawing_can_be_chosen_whatever_its_name(tmp_path: Path):
    names = ["社区界", 'O\'Neil "x"', "注记"]
    path = written(tmp_path, drawing(*(polyline(*CORNERS, layer=name) for name in names)))
    assert {layer.name for layer in read(path).opened.layers} == {"entities", *names}
    for name in names:
        assert read(path, layer=name).values["Layer"] == [name]
    assert "choose one of" in refusal_of(open_dxf, path, layer="没有")


def test_what_lies_on_a_layout_is_not_on_the_map(tmp_path: Path):
    found = read(written(tmp_path, drawing(polyline(*CORNERS), polyline(*CORNERS, extra=pairs(67, 1)))))
    assert (len(found.row), found.measure("paper_space")) == (1, 1)


@pytest.mark.parametrize(("code", "unit"), [(4, "毫米"), (6, "米"), (2, "英尺"), (0, "")])
def test_the_drawing_unit_is_told(tmp_path: Path, code: int, unit: str):
    crs = read(written(tmp_path, drawing(polyline(*CORNERS), before=header(units=code)))).opened.crs
    assert crs is not None
    assert crs.label == f"DXF {unit}".strip()


def block(name: str, *content: str) -> str:
    """A block definition."""
    return (
        pairs(0, "BLOCK", 8, "0", 2, name, 70, 0, 10, 0, 20, 0)
        + "".join(content)
        + pairs(0, "ENDBLK", 8, "0")
    )


def insert(name: str, x: float = 0, columns: int = 1, rows: int = 1) -> str:
    """An insert of a block."""
    return pairs(0, "INSERT", 8, "0", 2, name, 10, x, 20, 0, 70, columns, 71, rows, 44, 20, 45, 20)


def test_inserted_blocks_are_drawn_where_they_are_inserted(tmp_path: Path):
    blocks = section("BLOCKS", block("HOUSE", polyline(*CORNERS, layer="房屋")))
    found = read(written(tmp_path, drawing(insert("HOUSE", 100), insert("HOUSE", 200), before=blocks)))
    assert shapely.bounds(found.geometry)[:, 0].tolist() == [100, 200]
    assert found.values["Layer"] == ["房屋", "房屋"]


CHAIN = [block(f"B{i}", *[insert(f"B{i + 1}")] * 10) for i in range(12)] + [block("B12", polyline(*CORNERS))]
ENDLESS = {
    "itself": section("BLOCKS", block("B0", insert("B0"))),
    "each other": section("BLOCKS", block("B0", insert("B1")), block("B1", insert("B0"))),
    "a million million": section("BLOCKS", *CHAIN),
    "rows and columns": section("BLOCKS", block("B0", insert("B1", 0, 30_000, 30_000)), block("B1", text("x"))),
    "a chain of thousands in a loop": section(
        "BLOCKS", *(block(f"B{i}", insert(f"B{(i + 1) % 5_000}")) for i in range(5_000))
    ),
}  # fmt: skip


@pytest.mark.parametrize("blocks", ENDLESS.values(), ids=ENDLESS.keys())
def test_blocks_without_end_are_refused_at_once(tmp_path: Path, blocks: str):
    begun = time.monotonic()
    assert "block" in refusal_of(open_dxf, written(tmp_path, drawing(insert("B0"), before=blocks)))
    assert time.monotonic() - begun < 5


def test_a_long_chain_of_blocks_without_a_loop_is_read(tmp_path: Path):
    chain = [block(f"B{i}", insert(f"B{i + 1}")) for i in range(20)] + [block("B20", polyline(*CORNERS))]
    found = read(written(tmp_path, drawing(insert("B0"), before=section("BLOCKS", *chain))))
    assert [shape.area for shape in found.geometry] == [100]


FOREIGN = {
    "DWG": (b"AC1032\0\0\0", "DWG"),
    "binary DXF": (b"AutoCAD Binary DXF\r\n\x1a\0", "binary DXF"),
    "pointer": (b"0\nSECTION\n999\n<OGRVRTDataSource>", "points to data elsewhere"),
    "text": ("经度,纬度\n1,2".encode(), "no DXF"),
    "nothing": (b"", "no DXF"),
}


@pytest.mark.parametrize(("content", "reason"), FOREIGN.values(), ids=FOREIGN.keys())
def test_what_is_no_text_drawing_is_refused(tmp_path: Path, content: bytes, reason: str):
    path = tmp_path / "d.dxf"
    path.write_bytes(content)
    assert reason in refusal_of(open_dxf, path)


def test_the_borders_of_jiangning_are_its_communities():
    found = read(reference_file("formats/jiangning_borders_noCRS.dxf"))
    assert (found.opened.crs.srid, found.opened.crs.label) == (None, "DXF 米")  # type: ignore[union-attr]
    assert set(found.values["Layer"]) == {"社区界"}
    assert all(shape.geom_type == "Polygon" for shape in found.geometry)
    from geodata.importers.files.ogr import open_gpkg

    shapes = whole(open_gpkg, reference_file("formats/jiangning_polygonZ_4549.gpkg")).geometry
    rings = shapely.polygons(
        [ring for part in shapely.get_parts(shapes) for ring in (part.exterior, *part.interiors)]
    )
    assert len(rings) == len(found.geometry)
    assert shapely.equals_exact(shapely.normalize(found.geometry), shapely.normalize(rings), 0.001).all()


@pytest.mark.parametrize(
    ("name", "number", "code"),
    [
        ("gdal_dxf_assorted/assorted.dxf", 25, "paper_space"),
        ("gdal_dxf_closed_polyline_with_bulge/closed_polyline_with_bulge.dxf", 1, "closed_lines"),
        ("gdal_dxf_frozen-off/frozen-off.dxf", 104, "hidden_layers"),
    ],
)
def test_odd_drawings_are_read_with_their_notices(name: str, number: int, code: str):
    found = read(reference_file(f"odd/{name}"))
    assert (len(found.row), code in found.codes) == (number, True)
