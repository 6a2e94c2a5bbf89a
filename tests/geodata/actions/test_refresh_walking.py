"""The stored walks follow what they are made from, and say when they do not yet."""

from typing import Any

import numpy as np
import pytest
from django.core.management import call_command
from django.utils import timezone

from geodata.actions.keep_walking import walking_after_commit
from geodata.actions.refresh_walking import refresh_walking
from geodata.models import Building, ServicePoint, WalkAccess, WalkEdge, WalkNearest
from geodata.queries.walking import kept_walking, read_network, walk_state
from geodata.sql import execute
from tests import factories
from tests.town import Town


def settle() -> None:
    """Raise the data versions now, as a commit would."""
    execute("settle_changes")


@pytest.fixture
def house(db: None) -> Building:
    """A house 10 m north of a road, its middle at x = 200, with stations at x = 0 and x = 900."""
    factories.make_road((0, 0), (1000, 0))
    factories.make_service_point(None, 0, 0, name="西站")
    factories.make_service_point(None, 900, 0, name="东站")
    house = factories.make_building(None, 190, 0)
    settle()
    refresh_walking(timezone.now())
    return house


def nearest(house: Building) -> WalkNearest:
    """The stored row of the house."""
    return WalkNearest.objects.get(building_id=house.pk, kind="station")


def test_a_building_gets_its_nearest_point_with_metres_and_seconds(house: Building) -> None:
    row = nearest(house)
    assert ServicePoint.objects.get(pk=row.point_id).name == "西站"
    assert row.metres == pytest.approx(210.0)
    assert row.seconds == pytest.approx(175.0)
    assert row.elderly_seconds == pytest.approx(262.5)
    access = WalkAccess.objects.get(pk=house.pk)
    assert (access.off_m, access.blocked) == (10.0, False)


def test_a_written_point_makes_the_walks_stale_until_the_refresh(house: Building) -> None:
    assert walk_state().current
    added = factories.make_service_point(None, 210, 0, name="新站")
    settle()
    assert not walk_state().current
    done = refresh_walking(timezone.now())
    assert (done.network, done.access, done.kinds, done.changed) == (False, False, ("station",), 1)
    assert walk_state().current
    assert nearest(house).point_id == added.pk


def test_moving_and_closing_points_changes_only_what_differs(house: Building) -> None:
    far = factories.make_building(None, 890, 0)
    settle()
    assert refresh_walking(timezone.now()).access
    before = {row.building_id: row.pk for row in WalkNearest.objects.all()}
    west = ServicePoint.objects.get(name="西站")
    west.geom = factories.point(100, 0)
    west.save()
    settle()
    assert refresh_walking(timezone.now()).changed == 1
    after = {row.building_id: row.pk for row in WalkNearest.objects.all()}
    assert after[far.pk] == before[far.pk]
    west.delete()
    settle()
    refresh_walking(timezone.now())
    assert nearest(house).metres == pytest.approx(710.0)
    ServicePoint.objects.all().delete()
    settle()
    refresh_walking(timezone.now())
    assert not WalkNearest.objects.exists()
    assert walk_state().current


def test_a_new_road_makes_the_network_anew(house: Building) -> None:
    old = kept_walking()
    factories.make_road((500, 0), (500, 400))
    settle()
    done = refresh_walking(timezone.now())
    assert done.network
    assert done.access
    assert WalkEdge.objects.count() == 3
    new = kept_walking()
    assert new is not old
    assert len(read_network().length) == 3


def test_a_changed_telephone_number_looks_for_nothing(house: Building) -> None:
    ServicePoint.objects.update(phone="0999-5550-199")
    settle()
    assert not walk_state().current
    done = refresh_walking(timezone.now())
    assert (done.network, done.access, done.kinds, done.changed) == (False, False, (), 0)
    assert walk_state().current


def test_the_refresh_follows_the_commit(house: Building, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        factories.make_service_point(None, 210, 0, name="新站")
        walking_after_commit()
        settle()
    assert walk_state().current
    assert nearest(house).metres == pytest.approx(20.0)


def test_nothing_at_all_is_a_network_of_nothing(db: None) -> None:
    refresh_walking(timezone.now())
    assert kept_walking() is None
    factories.make_building(None, 0, 0)
    factories.make_service_point(None, 0, 0)
    settle()
    refresh_walking(timezone.now())
    assert not WalkNearest.objects.exists()


def test_the_command_tells_what_it_did(house: Building, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("refresh_walking", "--force", "--json")
    assert '"network": true' in capsys.readouterr().out
    call_command("refresh_walking")
    assert "网络未变" in capsys.readouterr().out


def test_bridges_and_stairs_are_kept(db: None) -> None:
    factories.make_road((0, 0), (1000, 0))
    factories.make_road((500, -400), (500, 400), level=1, stairs=True)
    refresh_walking(timezone.now())
    assert WalkEdge.objects.count() == 2
    steps = WalkEdge.objects.get(stairs=True)
    assert steps.adult_s == pytest.approx(steps.length_m / 0.61)


def test_the_town_comes_with_its_walks(town: Town) -> None:
    assert walk_state().network_at is not None
    homes = Building.objects.filter(persons__gt=0).count()
    kinds = ServicePoint.objects.values("kind").distinct().count()
    assert WalkNearest.objects.count() >= 0.97 * kinds * homes
    assert WalkNearest.objects.filter(elderly_seconds__lt=0).count() == 0


def test_the_stored_network_is_read_as_it_was_made(town: Town) -> None:
    net = read_network()
    lines = net.lines()
    assert np.allclose([line.length for line in lines], net.length, atol=0.02)
    assert WalkEdge.objects.count() == len(net.length)
