"""What is refused, with the reason and the way out; and that a file is whole or not there."""

from pathlib import Path

import pytest

from geodata.errors import ExportRefused, Forbidden, NotFound
from geodata.exporters.fit import named_for_datum
from geodata.exporters.options import ExportOptions
from geodata.exporters.run import run_export
from geodata.exporters.target import target
from geodata.exporters.whole_file import whole_file
from geodata.queries.export_rows import Asked, count_rows, read_rows
from geodata.rules.datums import Datum
from geodata.rules.export_kinds import Format
from geodata.rules.import_kinds import KindName
from geodata.rules.viewer import STAFF, Role, Viewer
from tests import factories

from .round_trip import ADMIN, export


@pytest.mark.parametrize(
    ("kind", "name", "options", "words"),
    [
        (KindName.ROADS, "a.csv", {}, "GeoJSON、GeoPackage、Shapefile.*--wkt"),
        (KindName.ROADS, "a.xlsx", {"wkt": True}, "GeoJSON、GeoPackage、Shapefile"),
        (KindName.BUSINESSES, "a.csv", {"wkt": True}, "只用于线和面"),
        (KindName.STAFF, "a.zip", {}, "没有图形.*CSV、Excel"),
        (KindName.AREAS, "a.gpkg", {}, "--level"),
        (KindName.ROADS, "a.shp", {}, r"\.zip.*--format"),
        (KindName.ROADS, "a", {}, "--format"),
        (KindName.ROADS, "a.geojson", {"srid": 4543}, "RFC 7946"),
        (KindName.ROADS, "a.gpkg", {"srid": 2381}, "西安80.*几十米.*CGCS2000"),
        (KindName.ROADS, "a.gpkg", {"srid": 2439}, "北京54"),
        (KindName.ROADS, "a.gpkg", {"srid": 0}, "不能导出到 EPSG:0"),
        (KindName.ROADS, "a.gpkg", {"srid": -1}, "可用编号"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_the_way_out(
    tmp_path: Path, kind: KindName, name: str, options: dict[str, object], words: str
) -> None:
    with pytest.raises(ExportRefused, match=words):
        run_export(ADMIN, kind, ExportOptions(tmp_path / name, **options))  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "srid", [4326, 4490, 3857, 4491, 4501, 4502, 4512, 4513, 4533, 4534, 4554, 32601, 32648, 32660]
)
def test_wgs84_and_cgcs2000_systems_are_accepted(srid: int) -> None:
    assert target(srid, Datum.WGS84).srid == srid


@pytest.mark.parametrize(
    ("name", "datum", "expected"),
    [
        ("a.gpkg", Datum.WGS84, "a.gpkg"),
        ("a.gpkg", Datum.GCJ02, "a_gcj02.gpkg"),
        ("高德GCJ02.csv", Datum.GCJ02, "高德GCJ02.csv"),
        ("a.b.zip", Datum.BD09, "a.b_bd09.zip"),
    ],
)
def test_a_shifted_datum_stands_in_the_name(name: str, datum: Datum, expected: str) -> None:
    assert named_for_datum(Path(name), target(4326, datum)).name == expected


def test_an_existing_file_is_only_replaced_when_told(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("old")
    with pytest.raises(ExportRefused, match="已经存在"), whole_file(path, force=False):
        raise AssertionError
    with whole_file(path, force=True) as draft:
        draft.write_text("new")
    assert path.read_text() == "new"
    assert list(tmp_path.iterdir()) == [path]


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("old")

    def fail() -> None:
        with whole_file(path, force=True) as draft:
            draft.write_text("half")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_appears_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"

    def meet() -> None:
        with whole_file(path, force=False) as draft:
            draft.write_text("mine")
            path.write_text("theirs")

    with pytest.raises(ExportRefused, match="已经存在"):
        meet()
    assert path.read_text() == "theirs"


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with (
        pytest.raises(ExportRefused, match="nowhere"),
        whole_file(tmp_path / "nowhere" / "a.csv", force=False),
    ):
        raise AssertionError


@pytest.mark.django_db
@pytest.mark.parametrize("role", sorted({*STAFF, Role.PUBLIC}))
def test_rows_are_for_those_who_may_import_the_kind(tmp_path: Path, role: Role) -> None:
    factories.make_square_district()
    viewer = Viewer(role)
    for kind in KindName:
        allowed = kind not in (KindName.OSM, KindName.CARE) and (
            role is Role.DISTRICT_ADMIN or (role is Role.PLANNER and kind is KindName.AREAS)
        )
        if allowed:
            assert count_rows(viewer, kind, Asked()) == sum(map(len, read_rows(viewer, kind, Asked())))
            continue
        with pytest.raises(Forbidden):
            count_rows(viewer, kind, Asked())
        with pytest.raises(Forbidden):
            next(read_rows(viewer, kind, Asked()))


@pytest.mark.django_db
def test_an_area_nobody_has_is_not_found(tmp_path: Path) -> None:
    factories.make_square_district()
    for code in ("1", "999902", "' OR 1=1"):
        with pytest.raises(NotFound):
            export(tmp_path, KindName.BUILDINGS, Format.GPKG, asked=Asked(area=code))
    assert list(tmp_path.iterdir()) == []
