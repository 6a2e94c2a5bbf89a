"""Demo logins: whoever starts the town in demo mode finds one per role, attached to somebody who suits it."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db.models import Sum
from django.test import override_settings

from geodata.models import Area, Building, Staff
from geodata.rules.viewer import STAFF, Role
from geodata.town.life.staffing import OLD_BEFORE
from geodata.town.make import make_town
from geodata.town.store.logins import make_logins
from tests.town import AS_OF, ORDER, Town, small_ground
from webmap.supervisor import demo

User = get_user_model()


def _holders() -> dict[str, int]:
    """Login → id of the staff row it belongs to."""
    return dict(Staff.objects.exclude(user=None).values_list("user__username", "id"))


def _top_up() -> None:
    call_command("make_town", top_up=True, as_of=AS_OF + timedelta(hours=1), verbosity=0)


@pytest.fixture
def town_without_logins(town: Town) -> dict[str, int]:
    """A town as it is made outside demo mode; gives who had which login before."""
    before = _holders()
    User.objects.all().delete()
    return before


def test_topping_up_in_demo_mode_gives_a_town_made_without_it_its_logins(db: None) -> None:
    with override_settings(DEMO=False):
        make_town(ORDER, small_ground())
        _top_up()
    assert not User.objects.exists()
    _top_up()
    assert _holders().keys() == set(STAFF)
    assert all(User.objects.get(username=role).check_password(role) for role in STAFF)


def test_the_same_people_get_their_logins_back(town_without_logins: dict[str, int]) -> None:
    assert set(make_logins()) == STAFF
    assert _holders() == town_without_logins


def test_the_logins_of_an_area_lie_in_the_oldest_community(town: Town) -> None:
    old = Building.objects.filter(built_year__lt=OLD_BEFORE)
    oldest = old.values("area__parent").annotate(sum=Sum("households")).order_by("-sum")[0]["area__parent"]
    worker, head, above = (
        Area.objects.filter(staff__user__username=role)
        for role in (Role.GRID_WORKER, Role.COMMUNITY_HEAD, Role.SUBDISTRICT_HEAD)
    )
    assert [grid.parent_id for grid in worker] == [oldest, oldest]
    assert [community.id for community in head] == [oldest]
    assert list(above) == [head[0].parent]


def test_a_second_run_changes_nothing(town: Town, django_assert_num_queries: Any) -> None:
    before = list(User.objects.order_by("id").values_list("id", "username", "password"))
    with django_assert_num_queries(1):
        assert make_logins() == []
    assert list(User.objects.order_by("id").values_list("id", "username", "password")) == before


def test_one_missing_login_is_added_and_a_changed_password_kept(town: Town) -> None:
    planner, operator = (User.objects.get(username=role) for role in (Role.PLANNER, Role.OPERATOR))
    operator.set_password("chosen")
    operator.save()
    planner.delete()
    assert make_logins() == [Role.PLANNER]
    assert User.objects.get(pk=operator.pk).check_password("chosen")


def test_a_demo_start_makes_the_missing_logins(town_without_logins: dict[str, int]) -> None:
    assert set(demo.logins()) == STAFF
    assert _holders() == town_without_logins


def test_a_start_without_town_makes_no_logins(db: None) -> None:
    assert demo.logins() == []
