"""Alarms: raised and acknowledged once, by those at the desk, and told to open screens."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from geodata.actions.acknowledge_alarm import acknowledge_alarm
from geodata.actions.close_alarm import close_alarm
from geodata.actions.raise_alarm import raise_alarm
from geodata.actions.settle_changes import settle_changes
from geodata.errors import BadParameter, Forbidden, NotFound
from geodata.models import Alarm
from geodata.rules.alarm_flow import AlarmKind
from geodata.rules.viewer import COMMAND, Role, Viewer
from tests import factories

pytestmark = pytest.mark.django_db
OPERATOR = Viewer(Role.OPERATOR)
HERE = (102.3, 25.3)


def test_an_alarm_is_raised_and_raises_the_version_of_alarms() -> None:
    before = settle_changes("alarms")
    alarm = raise_alarm(AlarmKind.DEVICE, *HERE, OPERATOR, timezone.now())
    assert (alarm.state, settle_changes("alarms")) == ("raised", before + 1)


def test_only_the_first_acknowledges_an_alarm() -> None:
    now, user = timezone.now(), factories.make_login(Role.OPERATOR)
    alarm = raise_alarm(AlarmKind.EVENT, *HERE, OPERATOR, now)
    first = acknowledge_alarm(alarm.uuid, OPERATOR, user_id=user.pk, now=now)
    assert first
    assert (first.state, first.acknowledged_by.user) == ("acknowledged", user)
    assert acknowledge_alarm(alarm.uuid, OPERATOR, user_id=user.pk, now=now) is None


@pytest.mark.parametrize("noticed", [True, False])
def test_an_alarm_is_closed_once_and_names_who_noticed_and_who_closed_it(noticed: bool) -> None:
    now, later = timezone.now(), timezone.now() + timedelta(minutes=5)
    first, second = factories.make_login(Role.OPERATOR), factories.make_login(Role.DISTRICT_ADMIN)
    alarm = raise_alarm(AlarmKind.EVENT, *HERE, OPERATOR, now)
    if noticed:
        acknowledge_alarm(alarm.uuid, OPERATOR, user_id=first.pk, now=now)
    version = settle_changes("alarms")
    closed = close_alarm(alarm.uuid, OPERATOR, user_id=second.pk, now=later)
    assert closed
    assert (closed.state, closed.closed_by.user, closed.closed_at) == ("closed", second, later)
    assert (closed.acknowledged_by.user, closed.acknowledged_at) == (
        (first, now) if noticed else (second, later)
    )
    assert settle_changes("alarms") == version + 1
    assert close_alarm(alarm.uuid, OPERATOR, user_id=first.pk, now=later) is None
    assert acknowledge_alarm(alarm.uuid, OPERATOR, user_id=first.pk, now=later) is None
    alarm.refresh_from_db()
    assert alarm.closed_by.user == second


@pytest.mark.parametrize("role", sorted(set(Role) - COMMAND))
def test_other_roles_close_nothing(role: Role) -> None:
    alarm = raise_alarm(AlarmKind.EVENT, *HERE, OPERATOR, timezone.now())
    user = factories.make_login(Role.OPERATOR)
    with pytest.raises(NotFound):
        close_alarm(alarm.uuid, Viewer(role), user_id=user.pk, now=timezone.now())
    alarm.refresh_from_db()
    assert alarm.state == "raised"


def test_a_login_without_a_person_closes_nothing() -> None:
    alarm = raise_alarm(AlarmKind.EVENT, *HERE, OPERATOR, timezone.now())
    with pytest.raises(Forbidden):
        close_alarm(alarm.uuid, OPERATOR, user_id=0, now=timezone.now())


@pytest.mark.parametrize("role", sorted(set(Role) - COMMAND))
def test_other_roles_neither_raise_nor_acknowledge(role: Role) -> None:
    now, user = timezone.now(), factories.make_login(Role.OPERATOR)
    with pytest.raises(Forbidden):
        raise_alarm(AlarmKind.EVENT, *HERE, Viewer(role), now)
    alarm = raise_alarm(AlarmKind.EVENT, *HERE, OPERATOR, now)
    with pytest.raises(NotFound):
        acknowledge_alarm(alarm.uuid, Viewer(role), user_id=user.pk, now=now)


def test_an_alarm_at_no_place_is_refused() -> None:
    with pytest.raises(BadParameter):
        raise_alarm(AlarmKind.EVENT, 200, 25, OPERATOR, timezone.now())


def test_the_database_keeps_that_somebody_acknowledged() -> None:
    alarm = raise_alarm(AlarmKind.EVENT, *HERE, OPERATOR, timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        Alarm.objects.filter(pk=alarm.pk).update(state="acknowledged")
