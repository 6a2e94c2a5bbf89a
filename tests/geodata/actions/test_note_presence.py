"""Who has a plan open: others are named, oneself is not, and silence ends it."""

from datetime import timedelta
from uuid import uuid4

import pytest

from geodata.actions.make_plan import make_plan
from geodata.actions.note_presence import EXPIRES, leave_plan, note_presence
from geodata.errors import NotFound
from geodata.models import BoundaryPlan, PlanPresence
from geodata.rules.viewer import Role, Viewer
from tests import factories
from tests.plan_field import NOW, make_blocks

WEST = "999901001001"
PLANNER, DISTRICT = Viewer(Role.PLANNER), Viewer(Role.DISTRICT_ADMIN)


@pytest.fixture
def plan(db: None) -> BoundaryPlan:
    """A draft."""
    make_blocks(factories.make_square_district())
    return make_plan("试划", PLANNER, user_id=0, now=NOW)


def test_two_people_see_each_other_until_one_falls_silent(plan: BoundaryPlan) -> None:
    one, other = (factories.make_login(role).pk for role in (Role.PLANNER, Role.DISTRICT_ADMIN))
    seats = uuid4(), uuid4()
    assert note_presence(plan.uuid, seats[0], WEST, PLANNER, user_id=one, now=NOW) == []
    (seen,) = note_presence(plan.uuid, seats[1], "", DISTRICT, user_id=other, now=NOW)
    assert set(seen) == {"name", "community"}
    assert seen["community"] == WEST
    later = NOW + EXPIRES + timedelta(seconds=1)
    assert note_presence(plan.uuid, seats[1], "", DISTRICT, user_id=other, now=later) == []
    assert PlanPresence.objects.count() == 1


def test_ones_own_second_page_is_nobody_else(plan: BoundaryPlan) -> None:
    one = factories.make_login(Role.PLANNER).pk
    note_presence(plan.uuid, uuid4(), WEST, PLANNER, user_id=one, now=NOW)
    assert note_presence(plan.uuid, uuid4(), WEST, PLANNER, user_id=one, now=NOW) == []


def test_a_closed_page_is_forgotten_at_once(plan: BoundaryPlan) -> None:
    one, seat = factories.make_login(Role.PLANNER).pk, uuid4()
    note_presence(plan.uuid, seat, WEST, PLANNER, user_id=one, now=NOW)
    leave_plan(plan.uuid, seat, PLANNER, user_id=one)
    assert not PlanPresence.objects.exists()


def test_those_who_hear_of_no_plan_are_told_nothing(plan: BoundaryPlan) -> None:
    worker = factories.make_login(Role.GRID_WORKER).pk
    with pytest.raises(NotFound):
        note_presence(plan.uuid, uuid4(), "", Viewer(Role.GRID_WORKER), user_id=worker, now=NOW)
