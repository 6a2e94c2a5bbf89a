"""Far out, counts stand for rows: they add up to the rows, whatever was written and however."""

import random
from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from typing import Any

import mapbox_vector_tile
import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone

from geodata.models import Building, Event, EventCount
from geodata.queries.tile_counts import wrong_cells
from geodata.rules.viewer import Role
from tests import factories
from tests.factories import SquareDistrict
from tests.town import become

NONE_WRONG = {"events": 0, "buildings": 0}


def counted(client: Any, name: str, place: str, **query: str) -> int:
    """The sum of the counts of a tile."""
    response = client.get(f"/layers/{name}/{place}.mvt", query, headers={"accept-encoding": "identity"})
    features = mapbox_vector_tile.decode(response.content)[f"{name}_counts"]["features"]
    return sum(feature["properties"]["count"] for feature in features)


def _make_many(x: float, y: float) -> None:
    category, now = factories.make_category(), timezone.now()
    spots = [factories.point(x + n, y) for n in range(30)]
    Event.objects.bulk_create(
        Event(geom=spot, category=category, reported_at=now, due_at=now) for spot in spots
    )


def _some_events() -> Any:
    return Event.objects.filter(pk__in=list(Event.objects.order_by("?").values_list("pk", flat=True)[:3]))


def _pull_down(x: float, y: float) -> None:
    empty = Building.objects.filter(care_subjects__isnull=True, event__isnull=True).order_by("?").first()
    if empty:
        empty.delete()


EDITS: dict[str, Callable[[float, float], Any]] = {
    "make": lambda x, y: factories.make_event(None, x, y, timezone.now() - timedelta(hours=x)),
    "make many": _make_many,
    "move": lambda x, y: _some_events().update(geom=factories.point(x, y)),
    "close": lambda x, y: _some_events().update(
        closed_at=timezone.now() + timedelta(days=1), step="evaluated"
    ),
    "drop": lambda x, y: _some_events().delete(),
    "build": lambda x, y: factories.make_building(None, x, y),
    "pull down": _pull_down,
    "shift": lambda x, y: Building.objects.update(geom=factories.square(x, y, 20)),
}


def test_counts_equal_a_recount_after_random_edits(furnished: SquareDistrict) -> None:
    chance = random.Random(5)
    for _ in range(120):
        EDITS[chance.choice(list(EDITS))](chance.uniform(0, 900), chance.uniform(0, 900))
    assert wrong_cells() == NONE_WRONG
    assert Event.objects.count() > 100


def test_many_single_events_are_folded_into_few_rows(furnished: SquareDistrict) -> None:
    now = timezone.now()
    for _ in range(520):
        factories.make_event(None, 10, 10, now)
    assert EventCount.objects.count() < 520
    assert wrong_cells() == NONE_WRONG


def test_the_database_counts_by_the_days_of_the_settings(furnished: SquareDistrict) -> None:
    moments = [timezone.now() - timedelta(hours=n) for n in range(48)]
    with connection.cursor() as cursor:
        for moment in moments:
            cursor.execute("SELECT geodata_local_day(%s)", [moment])
            assert cursor.fetchone() == (timezone.localdate(moment),)


def test_emptying_the_tables_empties_the_counts(furnished: SquareDistrict) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        become("NONE")
        cursor.execute("TRUNCATE geodata_event, geodata_building CASCADE")
    become("app")
    assert wrong_cells() == NONE_WRONG
    assert not EventCount.objects.exists()


def test_a_write_that_is_taken_back_takes_its_counts_with_it(furnished: SquareDistrict) -> None:
    before = EventCount.objects.count()
    with transaction.atomic():
        factories.make_event(None, 10, 10, timezone.now())
        transaction.set_rollback(True)
    assert EventCount.objects.count() == before
    assert wrong_cells() == NONE_WRONG


def test_the_command_tells_of_wrong_counts_and_mends_them(furnished: SquareDistrict) -> None:
    become("NONE")
    EventCount.objects.create(day=timezone.localdate(), x=1, y=1, n=1)
    become("app")
    with pytest.raises(CommandError):
        call_command("verify_tile_counts", stdout=StringIO())
    call_command("verify_tile_counts", "--repair", stdout=StringIO())
    assert wrong_cells() == NONE_WRONG


def test_the_app_cannot_write_counts_itself(furnished: SquareDistrict) -> None:
    from django.db import DatabaseError

    with pytest.raises(DatabaseError), transaction.atomic():
        EventCount.objects.create(day=timezone.localdate(), x=1, y=1, n=1)


@pytest.mark.parametrize("place", ["12/3211/1749", "10/802/437", "8/200/109"])
def test_a_far_tile_counts_every_building(as_role: Any, place: str) -> None:
    assert counted(as_role(Role.OPERATOR), "buildings", place) == Building.objects.count()


@pytest.mark.parametrize("place", ["12/3211/1749", "9/401/218", "6/50/27"])
def test_a_far_tile_counts_every_event_with_filters_and_without(as_role: Any, place: str) -> None:
    client = as_role(Role.OPERATOR)
    assert counted(client, "events", place) == 2
    assert counted(client, "events", place, standing="open") == 2
    assert counted(client, "events", place, category="noise") == 2


def test_the_counts_of_a_grid_worker_are_of_the_own_area(as_role: Any) -> None:
    assert counted(as_role(Role.GRID_WORKER), "events", "12/3211/1749") == 1


def test_heat_from_kept_counts_is_the_heat_of_the_rows(as_role: Any) -> None:
    client = as_role(Role.OPERATOR)
    address, plain = "/layers/events_heat/11/1605/874.mvt", {"accept-encoding": "identity"}

    def cells(**query: str) -> list[tuple[Any, ...]]:
        found = mapbox_vector_tile.decode(client.get(address, query, headers=plain).content)["events_heat"]
        return sorted(
            (f["properties"]["count"], f["properties"]["density"], str(f["geometry"]))
            for f in found["features"]
        )

    assert cells() == cells(category="noise")
    assert sum(cell[0] for cell in cells()) == 2
