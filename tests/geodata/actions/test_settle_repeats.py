"""Which reports repeat an earlier one: at once for a few, exactly after settling, whatever was written meanwhile."""

import random
import re
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from geodata.actions.settle_repeats import settle_repeats
from geodata.analysis.repeats import collapse_repeats
from geodata.install import _FOLDER
from geodata.models import Event, Repeat, RepeatsDue
from geodata.rules.heat_limits import REPEAT_DAYS, REPEAT_M
from tests import factories

pytestmark = pytest.mark.django_db
START = datetime(2026, 3, 1, tzinfo=UTC)


def expected() -> dict[int, int]:
    """Event id → id of its first report, from all events at once."""
    found = list(Event.objects.order_by("reported_at", "id"))
    if not found:
        return {}
    points = np.array([(one.geom.x, one.geom.y) for one in found])
    days = np.array([(one.reported_at - START).total_seconds() / 86400 for one in found])
    category = np.array([one.category_id for one in found])
    building = np.array([one.building_id or -1 for one in found])
    first = collapse_repeats(points, days, category, building=building)
    return {one.pk: found[n].pk for one, n in zip(found, first, strict=True) if found[n] is not one}


def known() -> dict[int, int]:
    return dict(Repeat.objects.values_list("event_id", "first_id"))


def report(chance: random.Random, day: float) -> Event:
    """An event at one of a few corners, about as often a repeat as not."""
    category = factories.make_category(chance.choice(["noise", "rubbish"]))
    x, y = chance.uniform(0, 120), chance.uniform(0, 60)
    return factories.make_event(None, x, y, START + timedelta(days=day), category=category)


def test_the_trigger_knows_repeats_by_the_rule_of_the_analysis() -> None:
    text = (_FOLDER / "repeats.sql").read_text(encoding="utf-8")
    (metres,) = re.findall(r"ST_DWithin\(e\.geom, place, ([\d.]+)\)", text)
    (days,) = re.findall(r"interval '(\d+) days'", text)
    assert (float(metres), float(days)) == (REPEAT_M, REPEAT_DAYS)


@pytest.mark.parametrize("seed", range(3))
def test_reports_in_order_are_known_at_once(seed: int) -> None:
    chance = random.Random(seed)
    day = 0.0
    for _ in range(60):
        day += chance.expovariate(2)
        report(chance, day)
    assert known() == expected()
    assert known()
    settle_repeats()
    assert known() == expected()


@pytest.mark.parametrize("seed", range(3))
def test_settling_after_any_writes_is_as_if_all_had_come_at_once(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(40):
        report(chance, chance.uniform(0, 60))
    settle_repeats()
    assert known() == expected()
    for _ in range(4):
        chosen = chance.choice(list(Event.objects.all()))
        act = chance.choice(["delete", "move", "recategorise", "late report"])
        if act == "delete":
            chosen.delete()
        elif act == "move":
            chosen.geom = factories.point(chance.uniform(0, 120), 0)
            chosen.save()
        elif act == "recategorise":
            chosen.category = factories.make_category("rubbish")
            chosen.save()
        else:
            report(chance, chance.uniform(0, 60))
        settle_repeats()
        assert known() == expected(), act


def test_reports_of_one_house_are_one_incident_however_large_it_is() -> None:
    house = factories.make_building(None, 0, 0)
    for hour, x in enumerate((0, 300, 600)):
        factories.make_event(None, x, 0, START + timedelta(hours=hour), building=house)
    assert len(known()) == 2
    settle_repeats()
    assert known() == {pk: min(Event.objects.values_list("pk", flat=True)) for pk in known()}
    assert len(known()) == 2


def test_many_at_once_are_left_to_the_night_and_a_step_forward_changes_nothing() -> None:
    event = factories.make_event(None, 0, 0, START)
    category = event.category
    Event.objects.bulk_create(
        Event(
            category=category,
            reported_at=START + timedelta(minutes=n),
            due_at=START + timedelta(days=3),
            geom=factories.point(0, 0),
        )
        for n in range(1, 30)
    )
    assert not known()
    assert RepeatsDue.objects.filter(known=False).exists()
    settled = settle_repeats()
    assert (settled.repeats, len(known())) == (29, 29)
    assert not RepeatsDue.objects.exists()
    Event.objects.filter(pk=event.pk).update(step="handling")
    assert not RepeatsDue.objects.exists()
    assert settle_repeats().since is None
