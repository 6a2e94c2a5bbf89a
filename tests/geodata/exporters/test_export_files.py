"""What stands in exported files, read by other programs than ours."""

import csv
import json
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import pyogrio
import pytest
import shapely
from pyproj import Transformer
from python_calamine import CalamineWorkbook

from geodata.crs import LONLAT, MEASURE
from geodata.errors import ExportRefused
from geodata.exporters.catalogue import KINDS
from geodata.exporters.kind import SHORT_BYTES, Shape
from geodata.exporters.options import Header
from geodata.exporters.run import ExportReport
from geodata.models import Building, Event, ServicePoint
from geodata.queries.export_sources import SOURCES
from geodata.rules.datums import Datum, from_wgs84
from geodata.rules.export_kinds import Format
from geodata.rules.import_kinds import KindName
from tests.factories import ORIGIN

from .full_district import HARD_NAMES, make_full_district
from .round_trip import export

SHANGHAI = ZoneInfo("Asia/Shanghai")
_TO_LONLAT = Transformer.from_crs(MEASURE, LONLAT, always_xy=True)


def test_columns_and_queries_name_the_same_things() -> None:
    for kind, source in SOURCES.items():
        names = [one.name for one in KINDS[kind].columns]
        assert set(source.columns) <= set(names)
        assert len(set(names) - set(source.columns)) == bool(source.key), kind
    assert set(SOURCES) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_names_are_unique_and_short_ones_fit_a_shapefile(kind: KindName) -> None:
    columns = KINDS[kind].columns
    for names in ([c.name for c in columns], [c.zh for c in columns], [c.short_name for c in columns]):
        assert len({name.lower() for name in names}) == len(names)
    if KINDS[kind].shape is not Shape.NONE:
        assert all(len(c.short_name.encode()) <= SHORT_BYTES and c.short_name.isascii() for c in columns)


@pytest.mark.django_db
def test_geojson_is_what_rfc_7946_asks_for(tmp_path: Path) -> None:
    make_full_district()
    told = json.loads(export(tmp_path, KindName.WATER, Format.GEOJSON).path.read_text(encoding="utf-8"))
    assert told["type"] == "FeatureCollection"
    assert "crs" not in told
    assert told["datum"] == "wgs84"
    (feature,) = told["features"]
    outer, hole = (shapely.LinearRing(ring) for ring in feature["geometry"]["coordinates"])
    assert outer.is_ccw
    assert not hole.is_ccw
    lon, lat = _TO_LONLAT.transform(ORIGIN[0] + 100.123457, ORIGIN[1] + 100)
    assert min(np.hypot(x - lon, y - lat) for x, y in outer.coords) < 1e-10
    assert feature["properties"] == {"id": "w1", "name": "=塘", "kind": "pond"}


@pytest.mark.django_db
@pytest.mark.parametrize("datum", list(Datum))
@pytest.mark.parametrize("form", [Format.GEOJSON, Format.GPKG, Format.SHAPEFILE])
def test_gdal_finds_the_buildings_where_they_are(tmp_path: Path, form: Format, datum: Datum) -> None:
    make_full_district()
    written = export(tmp_path, KindName.BUILDINGS, form, datum=datum)
    path = f"/vsizip/{written.path}" if form is Format.SHAPEFILE else str(written.path)
    frame = pyogrio.read_dataframe(path)
    assert frame.crs.to_epsg() == LONLAT
    assert frame["id"].tolist() == ["007", "B-8#2"]
    assert frame["address"].tolist()[0] == "昆石路 7 号"
    for shape, building in zip(frame.geometry, Building.objects.order_by("id"), strict=True):
        metres = shapely.from_wkb(bytes(building.geom.wkb))
        lonlat = shapely.transform(
            metres, lambda xy: from_wgs84(np.column_stack(_TO_LONLAT.transform(xy[:, 0], xy[:, 1])), datum)
        )
        assert shapely.hausdorff_distance(shape, lonlat) < 1e-9


@pytest.mark.django_db
def test_gpkg_keeps_types_and_gaps(tmp_path: Path) -> None:
    make_full_district()
    path = export(tmp_path, KindName.BUILDINGS, Format.GPKG).path
    info = pyogrio.read_info(path)
    kinds = dict(zip(info["fields"], info["dtypes"], strict=True))
    assert (kinds["floors"], kinds["id"]) == ("int32", "object")
    years = pyogrio.read_dataframe(path)["built_year"]
    assert years[0] == 1998
    assert pd.isna(years[1])
    roads = pyogrio.read_info(export(tmp_path, KindName.ROADS, Format.GPKG).path)
    assert dict(zip(roads["fields"], roads["dtypes"], strict=True))["stairs"] == "bool"
    resources = pyogrio.read_info(export(tmp_path, KindName.RESOURCES, Format.GPKG).path)
    assert str(dict(zip(resources["fields"], resources["dtypes"], strict=True))["expires_on"]).startswith(
        "datetime64"
    )


@pytest.mark.django_db
def test_a_shapefile_names_its_encoding_its_system_and_its_fields(tmp_path: Path) -> None:
    make_full_district()
    path = export(tmp_path, KindName.BUILDINGS, Format.SHAPEFILE, srid=4543).path
    with zipfile.ZipFile(path) as packed:
        names = {Path(name).suffix for name in packed.namelist()}
        assert names == {".shp", ".shx", ".dbf", ".prj", ".cpg", ".txt"}
        assert packed.read("buildings.cpg").decode().upper() == "UTF-8"
        readme = packed.read("README.txt").decode("utf-8-sig")
        assert "CGCS2000_3_Degree_GK_CM_102E" in packed.read("buildings.prj").decode()
    assert "EPSG:4543" in readme
    line = next(line for line in readme.splitlines() if line.startswith("p15_59"))
    assert line.split() == ["p15_59", "persons_15_59", "15-59岁"]
    info = pyogrio.read_info(f"/vsizip/{path}")
    assert "p80_plus" in info["fields"]
    assert info["total_bounds"][0] == pytest.approx(ORIGIN[0] + 20, abs=1e-6)


@pytest.mark.django_db
def test_a_text_a_shapefile_would_cut_refuses_it_whole(tmp_path: Path) -> None:
    make_full_district()
    ServicePoint.objects.filter(name=HARD_NAMES[0]).update(address="长" * 90)
    with pytest.raises(ExportRefused, match=r"270 字节.*GeoPackage"):
        export(tmp_path, KindName.SERVICE_POINTS, Format.SHAPEFILE)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.django_db
@pytest.mark.parametrize("header", list(Header))
def test_csv_opens_in_excel_and_runs_nothing(tmp_path: Path, header: Header) -> None:
    make_full_district()
    path = export(tmp_path, KindName.SERVICE_POINTS, Format.CSV, header=header).path
    assert path.read_bytes().startswith("\ufeff".encode())
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    name, key, lon = ("名称", "编号", "经度") if header is Header.ZH else ("name", "id", "lon")
    assert [row[name] for row in rows] == ["'" + text for text in HARD_NAMES]
    assert [row[key] for row in rows] == ["0000", "0001", "0002", "0003"]
    assert float(rows[0][lon]) == pytest.approx(
        _TO_LONLAT.transform(ORIGIN[0] + 40, ORIGIN[1] + 50)[0], abs=1e-9
    )
    assert not any(
        cell[:1] in "=+-@\t\r" for row in rows for cell in row.values() if cell and not _is_number(cell)
    )


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def cells(report: ExportReport) -> tuple[list[Any], list[list[Any]]]:
    """Header and rows of a workbook's first sheet."""
    rows = CalamineWorkbook.from_path(str(report.path)).get_sheet_by_index(0).to_python()
    return rows[0], rows[1:]


@pytest.mark.django_db
def test_a_workbook_has_text_numbers_and_real_dates(tmp_path: Path) -> None:
    make_full_district()
    header, rows = cells(export(tmp_path, KindName.RESOURCES, Format.XLSX))
    first = dict(zip(header, rows[0], strict=True))
    assert first["name"] == "'" + HARD_NAMES[0]
    assert (first["id"], first["quantity"], first["expires_on"]) == ("0000", 0.1, date(2027, 1, 1))
    assert first["phone"] == "'+86 871 5550"
    header, rows = cells(export(tmp_path, KindName.EVENTS, Format.XLSX))
    times = [dict(zip(header, row, strict=True))["time"] for row in rows]
    stored = Event.objects.order_by("reported_at").values_list("reported_at", flat=True)
    assert times == [moment.astimezone(SHANGHAI).replace(tzinfo=None) for moment in stored]
    assert all(isinstance(moment, datetime) for moment in times)


@pytest.mark.django_db
def test_a_workbook_freezes_its_header_and_holds_no_formula(tmp_path: Path) -> None:
    make_full_district()
    path = export(tmp_path, KindName.BUSINESSES, Format.XLSX).path
    with zipfile.ZipFile(path) as packed:
        sheet = packed.read("xl/worksheets/sheet1.xml").decode()
        assert not [name for name in packed.namelist() if "external" in name.lower()]
    assert 'state="frozen"' in sheet
    assert "<cols>" in sheet
    assert "<f>" not in sheet


@pytest.mark.django_db
@pytest.mark.parametrize("form", list(Format))
def test_a_shifted_file_says_so_wherever_it_can(tmp_path: Path, form: Format) -> None:
    make_full_district()
    written = export(tmp_path, KindName.SERVICE_POINTS, form, datum=Datum.GCJ02)
    path = written.path
    assert path.stem == "service_points_gcj02"
    assert any("gcj02" in zh for zh, _ in written.notices)
    if form is Format.GEOJSON:
        assert json.loads(path.read_text(encoding="utf-8"))["datum"] == "gcj02"
    elif form is Format.GPKG:
        assert pyogrio.read_info(path)["layer_metadata"]["DATUM"] == "gcj02"
    elif form is Format.SHAPEFILE:
        with zipfile.ZipFile(path) as packed:
            assert "GCJ-02" in packed.read("README.txt").decode("utf-8-sig")
    elif form is Format.CSV:
        assert set(pd.read_csv(path)["datum"]) == {"gcj02"}
    else:
        book = CalamineWorkbook.from_path(str(path))
        assert "GCJ-02" in str(book.get_sheet_by_index(1).to_python(skip_empty_area=False))
        assert {row[-1] for row in cells(written)[1]} == {"gcj02"}


@pytest.mark.django_db
def test_lines_and_polygons_go_to_csv_as_wkt_when_asked(tmp_path: Path) -> None:
    make_full_district()
    frame = pd.read_csv(export(tmp_path, KindName.ROADS, Format.CSV, wkt=True, srid=4543).path)
    assert shapely.from_wkt(frame["wkt"][0]).equals_exact(
        shapely.LineString(
            [(ORIGIN[0] + x, ORIGIN[1] + y) for x, y in ((0, 0), (333.3333, 250.000001), (900, 10))]
        ),
        1e-6,
    )


@pytest.mark.django_db
@pytest.mark.parametrize("form", list(Format))
def test_no_rows_make_an_empty_file_and_a_notice(tmp_path: Path, form: Format) -> None:
    written = export(tmp_path, KindName.DEVICES, form)
    assert written.rows == 0
    assert "没有符合条件的行" in written.notices[0][0]
    assert written.path.stat().st_size > 0
    if form is Format.GPKG:
        assert pyogrio.read_info(written.path)["features"] == 0
        assert "state_at" in pyogrio.read_info(written.path)["fields"]
