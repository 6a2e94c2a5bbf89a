"""The care page by role: its own precision, its own area, sums that add up, nothing kept by caches."""

import json
import re
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from geodata.models import Area
from geodata.rules.care import CareCategory
from geodata.rules.viewer import Role
from tests.factories import (
    SquareDistrict,
    make_building,
    make_care_subject,
    make_login,
    make_square_district,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 16, 48, tzinfo=ZoneInfo("Asia/Shanghai"))
SEEING = (
    Role.OPERATOR, Role.PLANNER, Role.GRID_WORKER, Role.COMMUNITY_HEAD, Role.SUBDISTRICT_HEAD, Role.DISTRICT_ADMIN,
)  # fmt: skip


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock of the page."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def district() -> SquareDistrict:
    """W1: six people from soon due to very late; E1: one red; W2: two quiet people."""
    made = make_square_district()
    house = make_building(made.grid("W1"), 50, 50, address="柳荫路 58 号")
    for days_late in (-2, 0, 0, 1, 4, 9):
        make_care_subject(house, NOW.date(), days_late)
    make_care_subject(make_building(made.grid("E1"), 600, 50, address="东街 1 号"), NOW.date(), 20)
    for x in (50, 80):
        make_care_subject(make_building(made.grid("W2"), x, 550, address="北街 2 号"), NOW.date(), -30)
    return made


def sign_in(client: Any, role: Role, district: SquareDistrict) -> None:
    """A login of the role serving the areas it would."""
    served: dict[Role, list[Area]] = {
        Role.GRID_WORKER: [district.grid("W1")],
        Role.COMMUNITY_HEAD: [district.areas["999901001002"]],
        Role.SUBDISTRICT_HEAD: [district.areas["999901001"]],
    }
    client.force_login(make_login(role, *served.get(role, [])))


def page(client: Any, query: str = "") -> str:
    """The page's text with white space squeezed."""
    response = client.get(f"/care/{query}")
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    return re.sub(r"\s+", " ", response.content.decode())


def data(client: Any, query: str = "") -> dict[str, Any]:
    """The figures as data."""
    response = client.get(f"/care/figures.json{query}")
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    return json.loads(response.content)


def test_operator_reads_sums_that_add_up(client: Any, district: SquareDistrict) -> None:
    sign_in(client, Role.OPERATOR, district)
    found = data(client)["sum"]
    assert (found["red"], found["yellow"], found["blue"], found["due"]) == (2, 1, 1, 2)
    assert found["needed"] == found["red"] + found["yellow"] + found["blue"] + found["due"] == 6
    text = page(client)
    assert "值班员：只看网格数量，不显示任何个人" in text
    assert '<b data-sum="needed">6</b>' in text


def test_operator_marks_carry_the_worst_level_only(client: Any, district: SquareDistrict) -> None:
    sign_in(client, Role.OPERATOR, district)
    marks = {mark["name"]: mark for mark in data(client)["marks"]}
    assert marks["西社区001网格"]["worst"] == {"key": "red", "symbol": "late-red", "text": "红 逾期 1"}
    assert marks["西社区002网格"]["worst"] is None
    assert len(marks) == 4


def test_the_table_has_every_level(client: Any, district: SquareDistrict) -> None:
    sign_in(client, Role.OPERATOR, district)
    row = re.search(r"<tr data-uuid[^>]*>(?:(?!</tr>).)*西社区001网格.*?</tr>", page(client, "?view=table"))
    assert row
    cells = re.findall(r'data-count="(\w+)"[^>]*>(\d+)<', row.group())
    assert dict(cells) == {"red": "1", "yellow": "1", "blue": "1", "due": "2", "due_soon": "1", "total": "6"}


def test_the_worst_grid_is_open_unless_another_is_chosen(client: Any, district: SquareDistrict) -> None:
    sign_in(client, Role.OPERATOR, district)
    chosen = district.grid("W2").uuid
    assert data(client)["selected"] == str(district.grid("W1").uuid)
    assert data(client, f"?grid={chosen}")["selected"] == str(chosen)


@pytest.mark.parametrize("role", [Role.SUBDISTRICT_HEAD, Role.DISTRICT_ADMIN])
def test_heads_and_admin_get_communities(client: Any, district: SquareDistrict, role: Role) -> None:
    sign_in(client, role, district)
    assert [mark["name"] for mark in data(client)["marks"]] == ["西社区", "东社区"]


def test_grid_worker_gets_own_buildings_only(client: Any, district: SquareDistrict) -> None:
    sign_in(client, Role.GRID_WORKER, district)
    text = page(client)
    assert '待走访 <span data-sum="needed">5</span> 人' in text
    assert "柳荫路 58 号" in text
    assert "逾期 9 天" in text
    for foreign in ("东街 1 号", "北街 2 号"):
        assert foreign not in text


def test_community_head_gets_the_own_community_only(client: Any, district: SquareDistrict) -> None:
    sign_in(client, Role.COMMUNITY_HEAD, district)
    assert [mark["name"] for mark in data(client)["marks"]] == ["东街 1 号"]


def test_planner_gets_loads_from_five_up_and_no_state(client: Any, district: SquareDistrict) -> None:
    sign_in(client, Role.PLANNER, district)
    found = data(client)
    assert [(mark["name"], mark["total"]) for mark in found["marks"]] == [("西社区001网格", 6)]
    assert found["sum"] == {}
    text = page(client)
    assert "另有 2 个网格不足 5 人" in text
    for word in ("逾期", "到期", "临期", "late-red"):
        assert word not in text.replace("走访状态", "")


@pytest.mark.parametrize("role", SEEING)
def test_no_role_finds_a_category_or_a_subject_in_the_bytes(
    client: Any, district: SquareDistrict, role: Role
) -> None:
    from geodata.models import CareSubject

    sign_in(client, role, district)
    subjects = [str(uuid) for uuid in CareSubject.objects.values_list("uuid", flat=True)]
    for text in (page(client), json.dumps(data(client)), page(client, "?view=table")):
        assert not [secret for secret in [*subjects, *map(str, CareCategory)] if secret in text]


@pytest.mark.parametrize("role", [Role.HANDLER, Role.AUDITOR])
def test_roles_without_care_get_a_404(client: Any, district: SquareDistrict, role: Role) -> None:
    sign_in(client, role, district)
    assert client.get("/care/").status_code == 404
    assert client.get("/care/figures.json").status_code == 404


def test_strangers_sign_in_first(client: Any, db: None) -> None:
    assert client.get("/care/")["Location"] == "/sign-in/?next=/care/"


@pytest.mark.parametrize(
    "query", ["?area=999999999", "?area=x", "?grid=x", "?grid=7b0a3c1e-0000-4000-8000-00000000dead"]
)
@pytest.mark.parametrize("role", [Role.OPERATOR, Role.PLANNER, Role.SUBDISTRICT_HEAD])
def test_foreign_areas_are_not_found(client: Any, district: SquareDistrict, role: Role, query: str) -> None:
    sign_in(client, role, district)
    assert client.get(f"/care/{query}").status_code == 404


def test_a_nonsense_state_is_refused(client: Any, district: SquareDistrict) -> None:
    sign_in(client, Role.GRID_WORKER, district)
    assert client.get("/care/?state=x").status_code == 400


def test_capacity_is_a_sentence_with_its_basis(client: Any, district: SquareDistrict) -> None:
    sign_in(client, Role.OPERATOR, district)
    assert "今天没有在册网格员" in page(client)
    make_login(Role.GRID_WORKER, district.grid("W1"))
    text = page(client)
    assert "今天运力够用，余 5 次" in text
    assert "要走访 6 次，可走访 11 至 12 次。" in text
    assert "没有计请假" in text


@pytest.mark.parametrize("role", SEEING)
def test_an_empty_database_breaks_nothing(client: Any, db: None, role: Role) -> None:
    client.force_login(make_login(role))
    assert client.get("/care/").status_code == 200


def test_the_page_costs_few_statements(
    client: Any, district: SquareDistrict, django_assert_max_num_queries: Any
) -> None:
    sign_in(client, Role.OPERATOR, district)
    with django_assert_max_num_queries(26):
        page(client)
