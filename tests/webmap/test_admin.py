"""Plain records: who may enter, what may be changed, Chinese names, nothing inline."""

import json
import re
from typing import Any

import pytest
from django.utils import timezone

from geodata.models import (
    Area,
    BoundaryVersion,
    Building,
    Business,
    DataFeed,
    Department,
    Device,
    Dwelling,
    EventCategory,
    ImportRun,
    Partner,
    PartyBranch,
    PlaceAlias,
    Resource,
    ServicePoint,
    Staff,
)
from geodata.rules.viewer import Role
from tests.factories import (
    SquareDistrict,
    make_building,
    make_category,
    make_login,
    make_service_point,
    make_square_district,
    point,
)

pytestmark = pytest.mark.django_db
KINDS = {"area": "区划", "building": "楼栋", "department": "部门", "eventcategory": "事件类别",
         "servicepoint": "服务点", "staff": "工作人员", "business": "商户", "resource": "应急资源与物资", "device": "设备",
         "partybranch": "党支部", "partner": "志愿队伍与共建单位", "dwelling": "房屋", "datafeed": "报送约定",
         "placealias": "地名别名", "importrun": "导入记录"}  # fmt: skip
MODELS = (
    Area, Building, Business, DataFeed, Department, Device, Dwelling, EventCategory, ImportRun, Partner, PartyBranch,
    PlaceAlias, Resource, ServicePoint, Staff,
)  # fmt: skip


@pytest.fixture
def district() -> SquareDistrict:
    """The square district with one record of every kind."""
    made = make_square_district()
    make_service_point(made.grid("W1"), 100, 100, name="西站")
    house = make_building(made.grid("W1"), 50, 50, address="柳荫路 58 号")
    urban = Department.objects.create(code="urban", name="城管局")
    make_category()
    place = {"geom": point(100, 100), "area": made.grid("W1")}
    Business.objects.create(name="西店", **place)
    Resource.objects.create(name="西仓", kind="warehouse", **place)
    Device.objects.create(name="西路口", kind="camera", **place)
    Partner.objects.create(name="西队", kind="volunteer_team")
    PartyBranch.objects.create(name="西支部", kind="own").areas.set([made.grid("W1")])
    Dwelling.objects.create(building=house, door="1单元101")
    DataFeed.objects.create(department=urban, kind="events", every_days=1, complete_share=0.925)
    PlaceAlias.objects.create(alias="老街", name="柳荫路")
    make_run(urban)
    return made


def make_run(department: Department) -> ImportRun:
    """An import with one problem."""
    problem = {
        "row": 7,
        "code": "x",
        "severity": "rejected",
        "message": "没有名称 / it has no name",
        "measure": None,
    }
    return ImportRun.objects.create(
        kind="events", file_name="事件.csv", sha256="", datum="gcj02", srid=4326, started_at=timezone.now(),
        department=department, options={"tz": "Asia/Shanghai"},
        report={"committed": True, "read": 12, "loaded": 11, "rejected": 1, "problems": [problem]},
    )  # fmt: skip


@pytest.fixture
def records(client: Any, district: SquareDistrict) -> Any:
    """A client signed in as district administrator."""
    client.force_login(make_login(Role.DISTRICT_ADMIN))
    return client


def test_strangers_sign_in_on_the_products_own_page(client: Any) -> None:
    response = client.get("/admin/", follow=True)
    assert response.redirect_chain[-1][0] == "/sign-in/?next=/admin/"


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.PUBLIC, Role.DISTRICT_ADMIN}))
def test_other_roles_get_a_404(client: Any, role: Role) -> None:
    client.force_login(make_login(role))
    for address in ("/admin/", "/admin/login/", "/admin/geodata/servicepoint/"):
        assert client.get(address).status_code == 404


def test_the_index_names_the_records_in_chinese(records: Any) -> None:
    text = records.get("/admin/").content.decode()
    assert all(name in text for name in KINDS.values())
    assert "Geodata" not in text


@pytest.mark.parametrize(("kind", "title"), KINDS.items())
def test_lists_and_forms_open(records: Any, kind: str, title: str) -> None:
    model = {m._meta.model_name: m for m in MODELS}[kind]
    listed = records.get(f"/admin/geodata/{kind}/?q=x")
    assert listed.status_code == 200
    assert title in listed.content.decode()
    form = records.get(f"/admin/geodata/{kind}/{model.objects.first().pk}/change/")
    assert form.status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "",
        "geodata/servicepoint/",
        "geodata/servicepoint/add/",
        "geodata/area/",
        "geodata/partybranch/add/",
        "geodata/importrun/",
    ],
)
def test_no_page_has_an_inline_script_or_style(records: Any, address: str) -> None:
    text = records.get(f"/admin/{address}").content.decode()
    assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)", text)
    assert not re.search(r"\son[a-z]+=[\"']|\sstyle=[\"']|<style", text)


def form_data(point: ServicePoint, **changed: Any) -> dict[str, Any]:
    """What a browser sends for a service point's form."""
    lonlat = point.geom.transform(4326, clone=True)
    fields = {
        "kind": point.kind, "name": point.name, "name_en": "", "address": "", "phone": point.phone,
        "opening_hours": point.opening_hours, "accessibility": list(point.accessibility),
        "area": point.area_id or "", "geom": json.dumps({"type": "Point", "coordinates": [lonlat.x, lonlat.y]}),
    }  # fmt: skip
    return fields | changed


def test_a_point_moves_to_the_clicked_place_in_metres(records: Any) -> None:
    point = ServicePoint.objects.get()
    geom = json.dumps({"type": "Point", "coordinates": [102.305, 25.34]})
    records.post(f"/admin/geodata/servicepoint/{point.pk}/change/", form_data(point, geom=geom))
    point.refresh_from_db()
    place = point.geom.transform(4326, clone=True)
    assert point.geom.srid == 4543
    assert (round(place.x, 6), round(place.y, 6)) == (102.305, 25.34)


def test_hours_that_cannot_be_read_are_refused_at_the_field(records: Any) -> None:
    point = ServicePoint.objects.get()
    answer = records.post(
        f"/admin/geodata/servicepoint/{point.pk}/change/", form_data(point, opening_hours="早九晚五")
    )
    assert "看不懂这个写法" in answer.content.decode()
    point.refresh_from_db()
    assert point.opening_hours.startswith("Mo-Fr")


def test_access_facts_are_kept_as_codes(records: Any) -> None:
    point = ServicePoint.objects.get()
    records.post(
        f"/admin/geodata/servicepoint/{point.pk}/change/",
        form_data(point, accessibility=["ramp", "hearing_loop"]),
    )
    point.refresh_from_db()
    assert point.accessibility == ["ramp", "hearing_loop"]


def test_names_of_areas_change_but_codes_and_borders_do_not(records: Any, district: SquareDistrict) -> None:
    grid = district.grid("W1")
    before = BoundaryVersion.objects.get(area=grid).geom.wkt
    boundaries = {"boundaries-TOTAL_FORMS": "0", "boundaries-INITIAL_FORMS": "0"}
    fields = {"name": "新名", "name_en": "New", "code": "999901001001009", "level": "district", **boundaries}
    records.post(f"/admin/geodata/area/{grid.pk}/change/", fields)
    grid.refresh_from_db()
    assert (grid.name, grid.code, grid.level) == ("新名", "999901001001001", "grid")
    assert BoundaryVersion.objects.get(area=grid).geom.wkt == before


@pytest.mark.parametrize("address", ["area/add/", "building/add/"])
def test_areas_and_buildings_are_not_added_by_hand(records: Any, address: str) -> None:
    assert records.get(f"/admin/geodata/{address}").status_code == 403


def test_outlines_are_shown_without_a_field_to_change_them(records: Any, district: SquareDistrict) -> None:
    text = records.get(f"/admin/geodata/area/{district.grid('W1').pk}/change/").content.decode()
    assert "data-geometry=" in text
    assert "<textarea" not in text


def test_a_target_is_told_in_percent_and_kept_as_a_share(records: Any) -> None:
    feed = DataFeed.objects.get()
    address = f"/admin/geodata/datafeed/{feed.pk}/change/"
    assert 'name="percent" value="92.5"' in records.get(address).content.decode()
    fields = {"department": feed.department_id, "kind": "events", "every_days": 7}
    records.post(address, fields | {"percent": "88"})
    feed.refresh_from_db()
    assert (feed.every_days, feed.complete_share) == (7, 0.88)
    assert "小于或等于" in records.post(address, fields | {"percent": "101"}).content.decode()


def test_a_branch_needs_no_place_and_its_areas_are_rows(records: Any, district: SquareDistrict) -> None:
    rows = {
        "partybrancharea_set-TOTAL_FORMS": "1",
        "partybrancharea_set-INITIAL_FORMS": "0",
        "partybrancharea_set-0-area": district.grid("E1").pk,
    }
    records.post("/admin/geodata/partybranch/add/", {"kind": "joint", "name": "东支部", "geom": "", **rows})
    branch = PartyBranch.objects.get(name="东支部")
    assert branch.geom is None
    assert list(branch.areas.all()) == [district.grid("E1")]


def test_imports_are_looked_at_with_their_report_and_never_changed(records: Any) -> None:
    run = ImportRun.objects.get()
    text = records.get(f"/admin/geodata/importrun/{run.pk}/change/").content.decode()
    assert "读取 12 行，装入 11 行，拒绝 1 行" in text
    assert "没有名称" in text
    assert "gcj02" in text
    for address in ("add/", f"{run.pk}/delete/"):
        assert records.get(f"/admin/geodata/importrun/{address}").status_code == 403
    assert records.post(f"/admin/geodata/importrun/{run.pk}/change/", {}).status_code == 403
