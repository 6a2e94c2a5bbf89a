"""The search of the map: areas and service points for everyone, doors for staff."""

from typing import Any

import pytest

from geodata.queries.kept_value import KeptValue
from geodata.rules.viewer import STAFF, Role
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def place(monkeypatch: pytest.MonkeyPatch) -> factories.SquareDistrict:
    # Tests roll back, so two of them may share data versions and nothing else.
    monkeypatch.setattr("geodata.queries.gazetteer._TODAYS", KeptValue())
    district = factories.make_square_district()
    factories.make_service_point(district.grid("W1"), 100, 100, name="方正便民站", name_en="Square station")
    factories.make_building(district.grid("E1"), 600, 100, address="青莲路8号")
    return district


def find(client: Any, text: str) -> list[dict[str, Any]]:
    answer = client.get("/api/find/", {"q": text})
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    found: list[dict[str, Any]] = answer.json()["places"]
    return found


@pytest.mark.parametrize("role", list(Role))
def test_doors_are_found_by_staff_only(client: Any, role: Role) -> None:
    if role is not Role.PUBLIC:
        client.force_login(factories.make_login(role))
    found = [one for one in find(client, "青莲路8号") if one["kind"] == "building"]
    assert bool(found) == (role in STAFF)


def test_areas_come_from_the_largest_then_points(client: Any) -> None:
    found = find(client, "方正")
    assert [(one["kind"], one["layer"]) for one in found[:3]] == [
        ("district", "districts"), ("subdistrict", "subdistricts"), ("station", "service_points"),
    ]  # fmt: skip
    assert found[0]["lon"] == pytest.approx(102.30, abs=0.02)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("999901001002", "东社区"),
        ("square station", "方正便民站"),
        ("西社区001", "西社区001网格"),
        ("  东社区  ", "东社区"),
    ],
)
def test_codes_names_and_english_names_are_found(client: Any, text: str, first: str) -> None:
    assert find(client, text)[0]["name"] == first


def test_a_place_that_is_an_object_can_be_asked_for_by_its_id(client: Any) -> None:
    for one in find(client, "方正"):
        assert client.get(f"/ogc/collections/{one['layer']}/items/{one['id']}").status_code == 200


@pytest.mark.parametrize("text", ["没有这样的地方", "%", "_", "'; DROP TABLE x;--", "\\", "9" * 80])
def test_what_is_not_there_is_not_found(client: Any, text: str) -> None:
    assert find(client, text) == []


@pytest.mark.parametrize("query", ["", "q=", "q=+++", "q=" + "x" * 81, "q=%00"])
def test_nonsense_is_refused_with_the_form(client: Any, query: str) -> None:
    assert client.get(f"/api/find/?{query}").status_code == 400
