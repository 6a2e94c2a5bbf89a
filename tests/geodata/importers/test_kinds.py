"""Every kind: a small file of it is stored as it says, again changes nothing, and taken back leaves no trace."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from geodata.actions.undo_import import undo_import
from geodata.errors import ImportRefused
from geodata.importers.kinds import IMPORTERS, import_file
from geodata.importers.options import ImportOptions
from geodata.importers.report import Report
from geodata.models import (
    Area,
    BoundaryVersion,
    Building,
    Business,
    Department,
    Device,
    Dwelling,
    ImportRun,
    LandCover,
    Partner,
    PartyBranch,
    Resource,
    Road,
    ServicePoint,
    Staff,
    Water,
)
from geodata.rules.import_kinds import KindName
from geodata.rules.levels import Level
from geodata.rules.viewer import Role, Viewer
from tests import factories
from tests.state import state_of

from .conftest import box, lonlat

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 5, 13, 4, tzinfo=UTC)
PLACE = lonlat(100, 100)


def features(tmp_path: Path, *members: tuple[dict[str, Any], dict[str, Any]]) -> Path:
    path = tmp_path / "file.geojson"
    listed = [{"type": "Feature", "properties": said, "geometry": shape} for said, shape in members]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": listed}), encoding="utf-8")
    return path


def csv(tmp_path: Path, *lines: tuple[Any, ...]) -> Path:
    path = tmp_path / "file.csv"
    path.write_text("".join(",".join(map(str, line)) + "\n" for line in lines), encoding="utf-8")
    return path


def line(*corners: tuple[float, float]) -> dict[str, Any]:
    return {"type": "LineString", "coordinates": [lonlat(*corner) for corner in corners]}


def multi(*boxes: tuple[float, float, float, float]) -> dict[str, Any]:
    return {"type": "MultiPolygon", "coordinates": [box(*one)["coordinates"] for one in boxes]}


def _roads(tmp: Path) -> Path:
    return features(tmp, ({"name": "试路", "highway": "primary"}, line((0, 0), (300, 0))))


def _water(tmp: Path) -> Path:
    return features(tmp, ({"name": "试湖", "类型": "湖泊"}, box(100, 100, 60, 40)))


def _landcover(tmp: Path) -> Path:
    return features(tmp, ({"地类": "公园"}, box(100, 100, 60, 40)))


def _buildings(tmp: Path) -> Path:
    said = {
        "楼栋编号": "B1",
        "用途": "住宅",
        "层数": 6,
        "户数": 24,
        "地址": "试路1号",
        "0-14岁": 10,
        "流动人口占比": "30%",
    }
    return features(tmp, (said, multi((100, 100, 30, 12), (140, 100, 10, 10))))


def _dwellings(tmp: Path) -> Path:
    return csv(
        tmp,
        ("楼栋地址", "门牌", "状态", "核查日期", "户主"),
        ("南路1号", "1单元301", "出租", "2026-03-01", "测试甲"),
    )


def _households(tmp: Path) -> Path:
    return csv(tmp, ("lon", "lat", "户数", "60-79岁", "流动人口"), (*PLACE, 12, 9, 3))


def _points(tmp: Path) -> Path:
    return csv(
        tmp, ("名称", "经度", "纬度", "类别", "开放时间"), ("西站", *PLACE, "工作站", "周一至周五 9:00-17:00")
    )


def _staff(tmp: Path) -> Path:
    head = ("工号", "姓名", "岗位", "专职", "部门", "网格")
    return csv(tmp, head, ("w1", "测试甲", "网格员", "是", "城管", "西社区001网格、999901001001002"))


def _events(tmp: Path) -> Path:
    return csv(tmp, ("上报时间", "经度", "纬度", "办结时间"), ("2026/5/1 8:00", *PLACE, "2026-05-02 09:00"))


def _businesses(tmp: Path) -> Path:
    return csv(tmp, ("名称", "经度", "纬度", "行业", "从业人数"), ("试店", *PLACE, "餐饮", "12"))


def _resources(tmp: Path) -> Path:
    return csv(
        tmp,
        ("名称", "经度", "纬度", "类型", "数量", "单位"),
        ("帐篷", *PLACE, "应急物资", "1,200".replace(",", ""), "顶"),
    )


def _devices(tmp: Path) -> Path:
    return csv(tmp, ("名称", "坐标", "设备类型", "状态", "状态时间"),
               ("探头1", f'"{PLACE[0]},{PLACE[1]}"', "监控", "在线", "2026-05-01 08:00"))  # fmt: skip


def _branches(tmp: Path) -> Path:
    return csv(
        tmp,
        ("支部名称", "组建方式", "党员人数", "覆盖网格"),
        ("第一支部", "联建", 21, "999901001001001;999901001001002"),
    )


def _partners(tmp: Path) -> Path:
    return csv(tmp, ("名称", "类型", "人数", "服务内容"), ("红马甲队", "志愿者", 30, "陪诊"))


def _stored(model: Any, **expected: Any) -> Callable[[], None]:
    def check() -> None:
        row = model.objects.order_by("id").first()
        assert {name: getattr(row, name) for name in expected} == expected

    return check


FILES: dict[KindName, tuple[Callable[[Path], Path], Callable[[], None]]] = {
    KindName.ROADS: (_roads, _stored(Road, name="试路", road_class="arterial", walkable=True, width_m=30.0)),
    KindName.WATER: (_water, _stored(Water, name="试湖", kind="lake")),
    KindName.LANDCOVER: (_landcover, _stored(LandCover, kind="park")),
    KindName.BUILDINGS: (_buildings, lambda: None),
    KindName.DWELLINGS: (_dwellings, _stored(Dwelling, door="1单元301", state="let", checked_on=date(2026, 3, 1))),
    KindName.HOUSEHOLDS: (_households, _stored(Building, households=12, persons_60_79=9, floating_persons=3)),
    KindName.SERVICE_POINTS: (_points, _stored(ServicePoint, kind="station", opening_hours="Mo-Fr 09:00-17:00")),
    KindName.STAFF: (_staff, _stored(Staff, role="grid_worker", full_time=True)),
    KindName.EVENTS: (_events, lambda: None),
    KindName.BUSINESSES: (_businesses, _stored(Business, category="餐饮", employees=12)),
    KindName.RESOURCES: (_resources, _stored(Resource, kind="supplies", quantity=1200.0, unit="顶")),
    KindName.DEVICES: (_devices, _stored(Device, kind="camera", state="in_order", state_at=datetime(2026, 5, 1, 0, tzinfo=UTC))),
    KindName.PARTY_BRANCHES: (_branches, _stored(PartyBranch, kind="joint", members=21)),
    KindName.PARTNERS: (_partners, _stored(Partner, kind="volunteer_team", members=30, services="陪诊")),
}  # fmt: skip


@pytest.fixture
def district() -> factories.SquareDistrict:
    """The square district with a building at the place files speak of, and a department."""
    made = factories.make_square_district()
    Building.objects.create(geom=factories.square(90, 90, 40, 30), address="南路1号", use="residential")
    Department.objects.create(code="cg", name="城管")
    return made


def load(kind: KindName, path: Path, **options: Any) -> Report:
    report = import_file(kind, ImportOptions(path, commit=True, **options))
    assert report.read == report.loaded + report.rejected
    assert report.created + report.updated + report.unchanged == report.loaded
    return report


def test_every_kind_but_areas_osm_and_care_is_tried_here() -> None:
    assert set(FILES) == set(IMPORTERS) - {KindName.AREAS, KindName.OSM, KindName.CARE}
    assert set(IMPORTERS) == set(KindName)


@pytest.mark.parametrize("kind", FILES, ids=str)
def test_a_file_is_stored_repeated_and_taken_back(
    kind: KindName, tmp_path: Path, district: factories.SquareDistrict
) -> None:
    write, check = FILES[kind]
    path = write(tmp_path)
    before = state_of()
    first = load(kind, path)
    assert (first.loaded, first.rejected) == (1, 0), [one.as_dict() for one in first.problems]
    check()
    after = state_of()
    second = load(kind, path)
    assert (second.created, second.updated, second.unchanged) == (0, 0, 1)
    assert state_of() == after
    undo_import(first.run or "", Viewer(Role.DISTRICT_ADMIN), None, NOW)
    left = state_of()
    if kind is KindName.HOUSEHOLDS:  # the building keeps the key it was given
        Building.objects.update(external_key=None)
        left = state_of()
    assert left == before


def test_pieces_of_a_building_are_rows_and_its_counts_stand_once(
    tmp_path: Path, district: factories.SquareDistrict
) -> None:
    load(KindName.BUILDINGS, _buildings(tmp_path))
    made = Building.objects.exclude(external_key=None).order_by("external_key")
    told = [
        (one.external_key, one.use, one.floors, one.households, one.persons, one.floating_persons)
        for one in made
    ]
    assert told == [("id:B1", "residential", 6, 24, 10, 3), ("id:B1#2", "residential", 6, 0, 0, 0)]
    assert {one.area for one in made} == {district.grid("W1")}


def test_names_of_residents_are_neither_read_nor_kept(
    tmp_path: Path, district: factories.SquareDistrict
) -> None:
    report = load(KindName.DWELLINGS, _dwellings(tmp_path))
    assert "names_left_out" in report.counts
    assert "测试甲" not in str(state_of()) + json.dumps(ImportRun.objects.get().report, ensure_ascii=False)


def test_staff_serve_the_areas_their_file_names(tmp_path: Path, district: factories.SquareDistrict) -> None:
    load(KindName.STAFF, _staff(tmp_path))
    assert set(Staff.objects.get().areas.all()) == {district.grid("W1"), district.grid("W2")}


@pytest.mark.parametrize(
    ("kind", "lines", "code"),
    [
        (KindName.STAFF, (("姓名", "岗位", "网格"), ("测试甲", "网格员", "没有的网格")), "area_unknown"),
        (KindName.STAFF, (("姓名", "岗位"), ("测试甲", "国王")), "cell_unreadable"),
        (KindName.STAFF, (("姓名", "岗位", "部门"), ("测试甲", "网格员", "无此部门")), "department_unknown"),
        (KindName.DWELLINGS, (("楼栋地址", "门牌"), ("北路9号", "101")), "building_unknown"),
        (KindName.HOUSEHOLDS, (("lon", "lat", "户数"), (*PLACE, -3)), "cell_unreadable"),
        (KindName.HOUSEHOLDS, (("lon", "lat", "0-14岁", "流动人口"), (*PLACE, 2, 3)), "floating_too_many"),
        (
            KindName.RESOURCES,
            (("名称", "lon", "lat", "核查日期"), ("帐篷", *PLACE, "昨天")),
            "cell_unreadable",
        ),
        (KindName.DEVICES, (("名称", "lon", "lat", "状态时间"), ("探头", *PLACE, "25时")), "time_unreadable"),
        (
            KindName.BUSINESSES,
            (("id", "名称", "lon", "lat"), ("7", "甲店", *PLACE), ("7", "乙店", *PLACE)),
            "key_twice",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_row_that_cannot_be_used_is_rejected_with_its_reason(
    kind: KindName, lines: tuple[Any, ...], code: str, tmp_path: Path, district: factories.SquareDistrict
) -> None:
    report = load(kind, csv(tmp_path, *lines))
    assert (report.rejected, report.counts[code]) == (1, 1), [one.as_dict() for one in report.problems]


def test_people_in_care_are_refused_before_the_file_is_opened(tmp_path: Path) -> None:
    with pytest.raises(ImportRefused, match="关爱对象"):
        import_file(KindName.CARE, ImportOptions(tmp_path / "not_even_there.csv"))


def test_grids_without_codes_are_numbered_west_to_east_then_north_to_south(tmp_path: Path) -> None:
    """
    y=400 +----+----+
          | 1  | 2  |
      200 +----+----+
          | 3  | 4  |
        0 +----+----+   x = 0, 200, 400
    """
    factories.make_square_district()
    community = features(tmp_path, ({"code": "999901001003", "name": "南社区"}, box(3000, 0, 400, 400)))
    load(KindName.AREAS, community, level=Level.COMMUNITY)
    quarters = [(0, 0), (200, 0), (200, 200), (0, 200)]
    grids = features(tmp_path, *(({"name": ""}, box(3000 + x, y, 200, 200)) for x, y in quarters))
    load(KindName.AREAS, grids, level=Level.GRID)
    outlines = BoundaryVersion.objects.filter(area__parent__code="999901001003")
    found = {_quarter(one): one.area.code[-3:] for one in outlines}
    assert found == {(0, 1): "001", (1, 1): "002", (0, 0): "003", (1, 0): "004"}
    assert Area.objects.get(code="999901001003001").name == "南社区第1网格"


def _quarter(outline: BoundaryVersion) -> tuple[int, int]:
    """Column and row of a grid of the drawing."""
    left, low = factories.ORIGIN
    return int((outline.anchor.x - left - 3000) // 200), int((outline.anchor.y - low) // 200)
