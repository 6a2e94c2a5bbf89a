"""Alarms of the town: what a day brings, how each goes on, and how they stand in the tables."""

from datetime import date, datetime, timedelta

import numpy as np
import pytest
from django.db import transaction

from geodata.models import Alarm, Building
from geodata.rules.alarm_flow import AlarmState
from geodata.town.calendar import ZONE, ordinals_of
from geodata.town.life.alarms import LONGEST_DAYS, STATES, alarm_uuids, make_alarms
from geodata.town.store.top_up import top_up
from geodata.town.store.town_record import find_record
from tests.town import AS_OF, SEED, SINCE, Town

FIRST, LAST = date(2026, 3, 1), date(2026, 5, 1)


def test_a_day_is_the_same_whichever_days_are_asked_for_with_it() -> None:
    all_days, one_day = make_alarms(1, 500, FIRST, LAST), make_alarms(1, 500, LAST, LAST)
    count = len(one_day.key)
    assert count > 0
    for column in ("kind", "building", "raised_s", "noticed_s", "closed_s", "person"):
        assert np.array_equal(getattr(all_days, column)[-count:], getattr(one_day, column)), column
    assert all_days.key[-count:] == one_day.key


def test_alarms_are_noticed_then_closed_and_none_is_open_longer_than_promised() -> None:
    alarms = make_alarms(1, 500, FIRST, LAST)
    assert (alarms.raised_s < alarms.noticed_s).all()
    assert (alarms.noticed_s < alarms.closed_s).all()
    assert (alarms.closed_s - alarms.raised_s).max() < LONGEST_DAYS * 86_400
    days = ordinals_of(alarms.raised_s)
    assert (days.min(), days.max()) == (FIRST.toordinal(), LAST.toordinal())
    assert ((alarms.building >= 0) & (alarms.building < 500)).all()


def test_identities_are_unique_and_another_seed_gives_others() -> None:
    alarms = make_alarms(1, 500, FIRST, LAST)
    rows = np.arange(len(alarms.key))
    ours, others = alarm_uuids(1, alarms, rows), alarm_uuids(2, alarms, rows)
    assert len(set(ours)) == len(ours)
    assert set(ours).isdisjoint(others)
    assert not np.array_equal(alarms.raised_s, make_alarms(2, 500, FIRST, LAST).raised_s)


@pytest.mark.parametrize(("seconds", "state"), [(-1, "raised"), (0, "acknowledged")])
def test_an_alarm_changes_its_state_at_the_moment_of_its_notice(seconds: int, state: str) -> None:
    alarms = make_alarms(1, 500, FIRST, FIRST)
    assert STATES[alarms.state_at(int(alarms.noticed_s[0]) + seconds)[0]].value == state


def test_the_wall_of_the_demo_town_has_alarms_of_today(town: Town) -> None:
    today = datetime.combine(AS_OF.date(), datetime.min.time(), tzinfo=ZONE)
    assert Alarm.objects.filter(raised_at__gte=today).exists()
    assert not Alarm.objects.filter(raised_at__gt=AS_OF).exists()
    assert Alarm.objects.earliest("raised_at").raised_at.astimezone(ZONE).date() == SINCE
    noticed = Alarm.objects.exclude(state=AlarmState.RAISED)
    assert not noticed.filter(acknowledged_by=None).exists()
    assert not noticed.exclude(acknowledged_by__role="operator").exists()
    assert not Alarm.objects.filter(
        state=AlarmState.RAISED, raised_at__lt=AS_OF - timedelta(hours=4)
    ).exists()


def test_alarms_stand_at_buildings(town: Town) -> None:
    alarms = make_alarms(SEED, Building.objects.count(), SINCE, AS_OF.date())
    last = np.flatnonzero(alarms.raised_s <= AS_OF.timestamp())[-1:]
    stored = Alarm.objects.get(uuid=alarm_uuids(SEED, alarms, last)[0])
    assert Building.objects.filter(geom__covers=stored.geom).exists()


def test_what_somebody_did_to_an_alarm_stays_when_the_town_goes_on(town: Town) -> None:
    with transaction.atomic():
        alarm = Alarm.objects.exclude(state=AlarmState.CLOSED).latest("raised_at")
        Alarm.objects.filter(pk=alarm.pk).update(state=AlarmState.CLOSED.value)
        other = Alarm.objects.filter(state=AlarmState.ACKNOWLEDGED).latest("raised_at")
        record = find_record()
        assert record
        top_up(record, AS_OF + timedelta(days=2))
        assert Alarm.objects.get(pk=other.pk).state == AlarmState.CLOSED
        assert Alarm.objects.get(pk=alarm.pk).acknowledged_at == alarm.acknowledged_at
        transaction.set_rollback(True)
