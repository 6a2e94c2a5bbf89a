"""Faults that imports had once: what files say comes in as they say it, and what they do not say stays."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from geodata.actions.undo_import import undo_import
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
    Dwelling,
    Event,
    Resource,
    ServicePoint,
    Staff,
    UnlocatedRow,
)
from geodata.rules.datums import Datum
from geodata.rules.import_kinds import KindName
from geodata.rules.levels import Level
from tests import factories
from tests.state import state_of

from .conftest import box, lonlat
from .test_undo_import import ADMIN, NOW

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


@pytest.mark.parametrize(
    ("width", "repair"), [pytest.param(200, False, id="as drawn"), pytest.param(201.5, True, id="mended")]
)
def test_grids_numbered_once_keep_their_numbers(tmp_path: Path, width: float, repair: bool) -> None:
    factories.make_square_district()
    community = features(tmp_path, ({"code": "999901001003", "name": "南社区"}, box(3000, 0, 400, 400)))
    load(KindName.AREAS, community, level=Level.COMMUNITY)
    grids = features(tmp_path, *(({"name": ""}, box(3000 + x, 0, width, 200)) for x in (0, 200)))
    load(KindName.AREAS, grids, level=Level.GRID, repair=repair)
    state = state_of()
    again = load(KindName.AREAS, grids, level=Level.GRID, repair=repair)
    assert (again.unchanged, again.counts["codes_numbered"]) == (2, 0)
    assert state_of() == state
    assert Area.objects.filter(parent__code="999901001003").count() == 2


def test_two_kinds_that_number_their_unlocated_rows_alike_keep_both(table: Table) -> None:
    factories.make_square_district()
    head = ("id", "名称", "lon", "lat", "地址")
    load(KindName.SERVICE_POINTS, table(head, ("7", "西站", "", "", "找不到的地方1号")))
    report = load(KindName.BUSINESSES, table(head, ("7", "试店", "", "", "找不到的地方2号")))
    assert report.created == 1
    assert set(UnlocatedRow.objects.values_list("kind", "address", "values__name")) == {
        ("service_points", "找不到的地方1号", "西站"),
        ("businesses", "找不到的地方2号", "试店"),
    }


def test_an_unlocated_row_that_a_later_file_renewed_gets_its_values_back(table: Table) -> None:
    head = ("id", "名称", "lon", "lat", "地址")
    load(KindName.SERVICE_POINTS, table(head, ("7", "西站", "", "", "找不到的地方1号")))
    before = state_of()
    second = load(KindName.SERVICE_POINTS, table(head, ("7", "东站", "", "", "找不到的地方1号")))
    assert UnlocatedRow.objects.get().values["name"] == "东站"
    undo_import(second.run or "", ADMIN, None, NOW)
    assert state_of() == before


def test_rows_without_coordinates_are_known_by_their_address_in_any_order(table: Table) -> None:
    head = ("名称", "lon", "lat", "地址")
    rows = [("便民点", "", "", "找不到的地方1号"), ("便民点", "", "", "找不到的地方2号")]
    load(KindName.SERVICE_POINTS, table(head, *rows))
    state = state_of()
    assert load(KindName.SERVICE_POINTS, table(head, *rows[::-1])).unchanged == 2
    assert state_of() == state


@pytest.mark.parametrize(
    ("head", "row", "rejected"),
    [
        (("0-14岁",), (1,), 1),
        (("0-14岁", "流动人口"), (1, ""), 1),
        (("0-14岁", "流动人口"), (1, 1), 0),
        (("流动人口",), (7,), 0),
        (("流动人口",), (9,), 1),
        (("流动人口占比",), ("一半",), 1),
    ],
    ids=["fewer persons", "no floating", "both", "floating alone", "too many", "no share"],
)
def test_floating_persons_are_held_against_the_persons_known(
    head: tuple[str, ...], row: tuple[Any, ...], rejected: int, table: Table
) -> None:
    factories.make_square_district()
    Building.objects.create(geom=factories.square(90, 90, 40, 30), persons_0_14=8, floating_persons=5)
    report = load(KindName.HOUSEHOLDS, table(("lon", "lat", *head), (*PLACE, *row)))
    assert report.rejected == rejected, [one.as_dict() for one in report.problems]


def test_buildings_are_held_to_the_floating_persons_known_too(tmp_path: Path) -> None:
    said = {"楼栋编号": "B1", "0-14岁": 8, "流动人口": 5}
    load(KindName.BUILDINGS, features(tmp_path, (said, box(0, 0, 20, 20))))
    fewer = features(tmp_path, ({"楼栋编号": "B1", "0-14岁": 4}, box(0, 0, 20, 20)))
    report = load(KindName.BUILDINGS, fewer)
    assert (report.rejected, report.counts["floating_too_many"]) == (1, 1)


def test_a_building_called_like_the_piece_of_another_is_itself(tmp_path: Path) -> None:
    two = {
        "type": "MultiPolygon",
        "coordinates": [box(x, 0, 20 - x / 10, 20)["coordinates"] for x in (0, 50)],
    }
    path = features(
        tmp_path,
        ({"楼栋编号": "B1", "地址": "甲"}, two),
        ({"楼栋编号": "B1#2", "地址": "乙"}, box(100, 0, 20, 20)),
    )
    assert load(KindName.BUILDINGS, path).created == 2
    assert set(Building.objects.values_list("external_key", "address")) == {
        ("id:B1", "甲"),
        ("id:B1#2", "乙"),
        ("id:B1#3", "甲"),
    }


def test_a_change_of_one_piece_is_an_update_of_its_row(tmp_path: Path) -> None:
    three = {
        "type": "MultiPolygon",
        "coordinates": [box(x, 0, 20 - x / 10, 20)["coordinates"] for x in (0, 50, 90)],
    }

    def file(households: int) -> Path:
        said = {"楼栋编号": "B1", "户数": households}
        return features(tmp_path, (said, three), ({"楼栋编号": "B2", "户数": 1}, box(200, 0, 20, 20)))

    load(KindName.BUILDINGS, file(3))
    report = load(KindName.BUILDINGS, file(4))
    assert (report.created, report.updated, report.unchanged) == (0, 1, 1)


def test_a_door_entered_by_hand_is_the_door_its_file_names(table: Table) -> None:
    factories.make_square_district()
    building = Building.objects.create(geom=factories.square(90, 90, 40, 30), address="南路1号")
    Dwelling.objects.create(building=building, door="101")
    renamed = Dwelling.objects.create(building=building, door="103", external_key=f"id:{building.pk}:102")
    load(
        KindName.DWELLINGS,
        table(("楼栋地址", "门牌", "状态"), ("南路1号", "101", "出租"), ("南路1号", "102", "空房")),
    )
    assert set(Dwelling.objects.values_list("door", "state")) == {
        ("101", "let"),
        ("102", "vacant"),
        ("103", renamed.state),
    }


def test_words_that_differ_in_case_make_one_category(table: Table) -> None:
    rows = (
        ("time", "lon", "lat", "kind"),
        *(("2026-05-01", *PLACE, word) for word in ("Noise", "noise", "İ" * 90)),
    )
    load(KindName.EVENTS, table(*rows), category="kind")
    assert Event.objects.values("category").distinct().count() == 2
