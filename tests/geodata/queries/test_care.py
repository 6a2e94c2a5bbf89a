"""Care counts: each role sees its own precision, inside its own reach, and the sums add up."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from geodata.errors import NotFound
from geodata.models import Area
from geodata.queries.care import (
    care_areas,
    care_buildings,
    care_days,
    care_loads,
    care_subdistricts,
    care_workers,
    sum_counts,
)
from geodata.queries.staff import viewer_of_user
from geodata.rules.viewer import PUBLIC_VIEWER, Role, Viewer
from tests.factories import (
    SquareDistrict,
    make_building,
    make_care_subject,
    make_login,
    make_square_district,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 16, 48, tzinfo=ZoneInfo("Asia/Shanghai"))
TODAY = date(2026, 11, 24)
OPERATOR = Viewer(Role.OPERATOR)


@pytest.fixture
def district() -> SquareDistrict:
    """W1: one person of every state in one building; W2: four quiet people; E1: one red; E2: nobody."""
    made = make_square_district()
    house = make_building(made.grid("W1"), 50, 50, address="柳荫路 58 号")
    for days_late in (-9, -3, 0, 1, 2, 3, 6, 7, 30):
        make_care_subject(house, TODAY, days_late)
    make_care_subject(house, TODAY, -7, last_visit_at=NOW - timedelta(hours=3))
    make_care_subject(house, TODAY, 40, active=False)
    for _ in range(4):
        make_care_subject(make_building(made.grid("W2"), 50, 550), TODAY, -6)
    make_care_subject(make_building(made.grid("E1"), 600, 50), TODAY, 8)
    return made


def viewer(role: Role, *areas: Area) -> Viewer:
    """The viewer behind a login of that role."""
    return viewer_of_user(make_login(role, *areas).pk)


def test_operator_gets_every_grid_with_its_states(district: SquareDistrict) -> None:
    found = {area.name: area.counts for area in care_areas(OPERATOR, NOW)}
    assert list(found) == ["西社区001网格", "西社区002网格", "东社区001网格", "东社区002网格"]
    first = found["西社区001网格"]
    assert (first.total, first.due_soon, first.due) == (10, 1, 1)
    assert (first.blue, first.yellow, first.red) == (2, 2, 2)
    assert (first.late, first.needed, first.worst, first.visited_today) == (6, 7, "red", 1)
    assert found["东社区002网格"].total == 0


def test_sums_of_grids_equal_the_subdistrict(district: SquareDistrict) -> None:
    grids = sum_counts(area.counts for area in care_areas(OPERATOR, NOW, "999901001"))
    (subdistrict,) = care_subdistricts(OPERATOR, NOW)
    assert grids == subdistrict.counts


def test_an_area_code_narrows_the_counts(district: SquareDistrict) -> None:
    assert [area.name for area in care_areas(OPERATOR, NOW, "999901001002")] == [
        "东社区001网格",
        "东社区002网格",
    ]


def test_district_admin_gets_communities_only(district: SquareDistrict) -> None:
    found = care_areas(Viewer(Role.DISTRICT_ADMIN), NOW)
    assert [(area.name, area.counts.total) for area in found] == [("西社区", 14), ("东社区", 1)]


def test_subdistrict_head_gets_communities_of_the_own_subdistrict(district: SquareDistrict) -> None:
    head = viewer(Role.SUBDISTRICT_HEAD, district.areas["999901001"])
    assert [area.name for area in care_areas(head, NOW)] == ["西社区", "东社区"]


def test_grid_worker_gets_buildings_of_the_own_grids_only(district: SquareDistrict) -> None:
    worker = viewer(Role.GRID_WORKER, district.grid("E1"))
    found = care_buildings(worker, NOW)
    assert [(building.grid_name, building.counts.red, building.days_late) for building in found] == [
        ("东社区001网格", 1, 8)
    ]


def test_community_head_sees_the_latest_building_first(district: SquareDistrict) -> None:
    head = viewer(Role.COMMUNITY_HEAD, district.areas["999901001001"])
    found = care_buildings(head, NOW)
    assert [building.counts.total for building in found] == [10, 1, 1, 1, 1]
    assert found[0].address == "柳荫路 58 号"


def test_planner_gets_loads_of_five_and_more_without_states(district: SquareDistrict) -> None:
    loads, withheld = care_loads(Viewer(Role.PLANNER), NOW)
    assert [(load.name, load.total) for load in loads] == [("西社区001网格", 10)]
    assert withheld == 2
    assert not hasattr(loads[0], "counts")


@pytest.mark.parametrize("role", [Role.HANDLER, Role.AUDITOR])
def test_roles_without_care_get_nothing(district: SquareDistrict, role: Role) -> None:
    for ask in (care_areas, care_buildings, care_loads, care_subdistricts):
        with pytest.raises(NotFound):
            ask(Viewer(role), NOW)


@pytest.mark.parametrize(
    ("role", "ask"),
    [
        pytest.param(Role.OPERATOR, care_buildings, id="operator-no-buildings"),
        pytest.param(Role.PLANNER, care_areas, id="planner-no-states"),
        pytest.param(Role.DISTRICT_ADMIN, care_buildings, id="admin-no-buildings"),
        pytest.param(Role.GRID_WORKER, care_areas, id="worker-no-other-grids"),
        pytest.param(Role.PUBLIC, care_areas, id="public-nothing"),
    ],
)
def test_a_role_never_gets_another_roles_precision(district: SquareDistrict, role: Role, ask: Any) -> None:
    with pytest.raises(NotFound):
        ask(PUBLIC_VIEWER if role is Role.PUBLIC else Viewer(role), NOW)


def test_visits_by_day_and_workers_on_roll(district: SquareDistrict) -> None:
    make_login(Role.GRID_WORKER, district.grid("W1"), district.grid("W2"))
    days = care_days(OPERATOR, TODAY, TODAY + timedelta(days=7))
    assert days == {
        TODAY: 1,
        TODAY + timedelta(days=3): 1,
        TODAY + timedelta(days=6): 4,
        TODAY + timedelta(days=7): 1,
    }
    assert (care_workers(OPERATOR), care_workers(OPERATOR, "999901001002")) == (1, 0)
    by_grid = {area.name: area.workers for area in care_areas(OPERATOR, NOW)}
    assert by_grid == {"西社区001网格": 1, "西社区002网格": 1, "东社区001网格": 0, "东社区002网格": 0}


def test_each_answer_is_one_statement(district: SquareDistrict, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(3):
        care_areas(OPERATOR, NOW)
        care_days(OPERATOR, TODAY, TODAY)
        care_workers(OPERATOR)
