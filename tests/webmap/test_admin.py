"""Plain records: who may enter, what may be changed, Chinese names, nothing inline."""

import json
import re
from typing import Any

import pytest

from geodata.models import Area, BoundaryVersion, Department, EventCategory, ServicePoint, Staff
from geodata.rules.viewer import Role
from tests.factories import (
    SquareDistrict,
    make_building,
    make_category,
    make_login,
    make_service_point,
    make_square_district,
)

pytestmark = pytest.mark.django_db
KINDS = {"area": "区划", "building": "楼栋", "department": "部门", "eventcategory": "事件类别",
         "servicepoint": "服务点", "staff": "工作人员"}  # fmt: skip


@pytest.fixture
def district() -> SquareDistrict:
    """The square district with one record of every kind."""
    made = make_square_district()
    make_service_point(made.grid("W1"), 100, 100, name="西站")
    make_building(made.grid("W1"), 50, 50, address="柳荫路 58 号")
    Department.objects.create(code="urban", name="城管局")
    make_category()
    return made


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
    model = {m._meta.model_name: m for m in (Area, Department, EventCategory, ServicePoint, Staff)}.get(kind)
    listed = records.get(f"/admin/geodata/{kind}/?q=x")
    assert listed.status_code == 200
    assert title in listed.content.decode()
    if model is None:
        from geodata.models import Building as model  # noqa: N813
    form = records.get(f"/admin/geodata/{kind}/{model.objects.first().pk}/change/")
    assert form.status_code == 200


@pytest.mark.parametrize(
    "address", ["", "geodata/servicepoint/", "geodata/servicepoint/add/", "geodata/area/"]
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
