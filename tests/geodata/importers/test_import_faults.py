"""Faults that imports had once: what files say comes in as they say it, and what they do not say stays."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from geodata.errors import ImportRefused
from geodata.importers.coordinates import Reference
from geodata.importers.kinds import import_file
from geodata.importers.options import ImportOptions
from geodata.importers.reference_fit import lay_out
from geodata.importers.report import Report
from geodata.models import (
    Area,
    Building,
    Business,
    Resource,
    ServicePoint,
    Staff,
)
from geodata.rules.datums import Datum
from geodata.rules.import_kinds import KindName
from geodata.rules.levels import Level
from tests import factories
from tests.state import state_of

from .conftest import box, lonlat

pytestmark = pytest.mark.django_db

PLACE, OTHER = lonlat(100, 100), lonlat(600, 100)
Table = Callable[..., Path]


def load(kind: KindName, path: Path, **options: Any) -> Report:
    report = import_file(kind, ImportOptions(path, commit=True, **options))
    assert report.read == report.loaded + report.rejected
    assert report.created + report.updated + report.unchanged == report.loaded
    return report


def features(tmp_path: Path, *members: tuple[dict[str, Any], dict[str, Any]]) -> Path:
    path = tmp_path / "file.geojson"
    listed = [{"type": "Feature", "properties": said, "geometry": shape} for said, shape in members]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": listed}), encoding="utf-8")
    return path


def test_an_empty_cell_clears_nothing_that_is_known(table: Table) -> None:
    head = ("id", "名称", "lon", "lat", "电话", "地址", "类别", "开放时间", "无障碍设施")
    load(
        KindName.SERVICE_POINTS,
        table(head, ("a", "西站", *PLACE, "123", "西路1号", "工作站", "24小时", "坡道")),
    )
    before = ServicePoint.objects.values().get()
    report = load(KindName.SERVICE_POINTS, table(head, ("a", "西站", *OTHER, "", "", "", "", "")))
    after = ServicePoint.objects.values().get()
    moved = {"geom", "web", "area_id", "run_id"}
    assert {name for name in after if after[name] != before[name]} <= moved
    assert (report.updated, report.counts["empty_cells_kept"]) == (1, 1)


def test_an_empty_count_is_no_count_of_nought(table: Table) -> None:
    factories.make_square_district()
    Building.objects.create(
        geom=factories.square(90, 90, 40, 30), households=24, persons_60_79=5, floating_persons=2
    )
    load(KindName.HOUSEHOLDS, table(("lon", "lat", "户数", "60-79岁", "流动人口"), (*PLACE, "", 6, "")))
    building = Building.objects.get()
    assert (building.households, building.persons_60_79, building.floating_persons) == (24, 6, 2)


def test_an_empty_list_of_areas_takes_none_away(table: Table) -> None:
    factories.make_square_district()
    head = ("工号", "姓名", "岗位", "网格")
    load(KindName.STAFF, table(head, ("w1", "测试甲", "网格员", "999901001001001")))
    report = load(KindName.STAFF, table(head, ("w1", "测试甲", "网格员", "")))
    assert (report.unchanged, Staff.objects.get().areas.count()) == (1, 1)


def test_a_decimal_comma_is_not_read_as_thousands(table: Table) -> None:
    head = ("名称", "lon", "lat", "数量")
    report = load(KindName.RESOURCES, table(head, ("沙袋", *PLACE, '"12,5"'), ("帐篷", *OTHER, '"1,250"')))
    assert (report.rejected, report.counts["cell_unreadable"]) == (1, 1)
    assert Resource.objects.get().quantity == 1250


def test_words_for_classes_do_not_rename_what_is_called_so(table: Table) -> None:
    rows = (("名称", "lon", "lat", "类别"), ("食堂", *PLACE, " 食堂 "))
    load(KindName.SERVICE_POINTS, table(*rows), words={"食堂": "工作站", "工作站": "诊所"})
    point = ServicePoint.objects.get()
    assert (point.name, point.kind) == ("食堂", "station")


def test_a_field_nobody_reads_is_refused_by_name(table: Table) -> None:
    path = table(("名称", "lon", "lat", "层"), ("试店", *PLACE, 3))
    with pytest.raises(ImportRefused, match="floors"):
        load(KindName.BUSINESSES, path, columns={"floors": "层"})
    assert not Business.objects.exists()


def test_persons_beyond_the_sum_a_column_holds_reject_their_row_only(table: Table) -> None:
    factories.make_square_district()
    Building.objects.create(geom=factories.square(90, 90, 40, 30))
    report = load(
        KindName.HOUSEHOLDS,
        table(("lon", "lat", "0-14岁", "15-59岁"), (*PLACE, 1_900_000_000, 1_900_000_000)),
    )
    assert (report.read, report.rejected) == (1, 1)


def test_households_without_a_single_count_are_refused(table: Table) -> None:
    factories.make_square_district()
    Building.objects.create(geom=factories.square(90, 90, 40, 30))
    with pytest.raises(ImportRefused, match="户数或人数"):
        load(KindName.HOUSEHOLDS, table(("lon", "lat"), PLACE))


def test_a_file_that_is_no_extract_is_refused_as_one(geojson: Callable[..., Path]) -> None:
    with pytest.raises(ImportRefused, match="OpenStreetMap"):
        load(KindName.OSM, geojson(("1", "a", box(0, 0, 10, 10))))


def test_endless_households_of_an_area_are_none(tmp_path: Path) -> None:
    path = features(tmp_path, ({"code": "999902", "name": "试区", "households": "inf"}, box(0, 0, 50, 50)))
    assert load(KindName.AREAS, path, level=Level.DISTRICT).created == 1


def test_a_file_without_one_place_on_earth_is_laid_out_as_nothing() -> None:
    assert lay_out(np.empty((0, 2)), [Reference(4326, Datum.WGS84)] * 2).shape == (2, 0, 2)


def test_grids_numbered_once_keep_their_numbers(tmp_path: Path) -> None:
    factories.make_square_district()
    community = features(tmp_path, ({"code": "999901001003", "name": "南社区"}, box(3000, 0, 400, 400)))
    load(KindName.AREAS, community, level=Level.COMMUNITY)
    grids = features(tmp_path, *(({"name": ""}, box(3000 + x, 0, 200, 200)) for x in (0, 200)))
    load(KindName.AREAS, grids, level=Level.GRID)
    state = state_of()
    again = load(KindName.AREAS, grids, level=Level.GRID)
    assert (again.unchanged, again.counts["codes_numbered"]) == (2, 0)
    assert state_of() == state
    assert Area.objects.filter(parent__code="999901001003").count() == 2
