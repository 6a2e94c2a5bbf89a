"""The grid of a place on a day, and what became of grids: history stays when a plan comes into force."""

from datetime import timedelta

import pytest

from geodata.actions.change_plan import change_plan
from geodata.actions.make_plan import make_plan
from geodata.actions.submit_plan import check_plan, schedule_plan, sign_plan, submit_plan
from geodata.errors import NotFound
from geodata.models import BoundaryPlan
from geodata.queries.grid_history import grid_lineage, grids_of_place
from geodata.rules.plan_verbs import Asked, PlanVerb
from geodata.rules.viewer import Role, Viewer
from tests import factories
from tests.factories import ORIGIN
from tests.plan_field import NOW, make_blocks

WEST = "999901001001"
TODAY = NOW.date()


@pytest.fixture
def in_force(db: None) -> BoundaryPlan:
    """W1 split in halves, in force today."""
    district = factories.make_square_district()
    make_blocks(district)
    people = {
        role: factories.make_login(role, district.areas["999901"]).pk
        for role in (Role.PLANNER, Role.COMMUNITY_HEAD, Role.DISTRICT_ADMIN)
    }
    planner = Viewer(Role.PLANNER)
    plan = make_plan("试划", planner, user_id=people[Role.PLANNER], now=NOW)
    x, y = ORIGIN
    line = ((x - 10, y + 300), (x + 600, y + 300))
    change_plan(
        plan.uuid, Asked(PlanVerb.SPLIT_LINE, WEST, grid=1, line=line), 0, planner, user_id=0, now=NOW
    )
    checked, _ = check_plan(plan.uuid, planner, now=NOW)
    told = submit_plan(plan.uuid, planner, user_id=people[Role.PLANNER], revision=checked.revision, now=NOW)
    for role in (Role.COMMUNITY_HEAD, Role.DISTRICT_ADMIN):
        sign_plan(plan.uuid, told.digest[-6:], Viewer(role), user_id=people[role], now=NOW)
    return schedule_plan(plan.uuid, TODAY, Viewer(Role.DISTRICT_ADMIN), now=NOW)


def spot(x: float, y: float) -> tuple[float, float]:
    """Degrees of a place in metres of the square district."""
    place = factories.point(x, y).transform(4326, clone=True)
    return place.x, place.y


@pytest.mark.parametrize(
    ("days", "number"),
    [
        pytest.param(-1, "001", id="the-day-before"),
        pytest.param(0, "003", id="its-first-day"),
        pytest.param(400, "003", id="later"),
    ],
)
def test_a_place_was_in_the_grid_of_its_time(in_force: BoundaryPlan, days: int, number: str) -> None:
    then = [one for one in grids_of_place(*spot(150, 450)) if one.holds(TODAY + timedelta(days=days))]
    assert [one.code for one in then] == [f"{WEST}{number}"]


def test_the_history_of_a_place_names_the_plan(in_force: BoundaryPlan) -> None:
    assert [one.plan_name for one in grids_of_place(*spot(150, 450))] == ["", "试划"]
    assert grids_of_place(0.0, 0.0) == []


def test_lineage_tells_who_went_on_as_what(in_force: BoundaryPlan) -> None:
    (version,) = grid_lineage(WEST)
    links = {(one["old_code"][-3:], one["new_code"][-3:]): one["households"] for one in version["links"]}
    assert links == {("001", "001"): 600, ("001", "003"): 400, ("002", "002"): 1000}
    with pytest.raises(NotFound):
        grid_lineage("999901001999")
